using System.Net;
using Microsoft.Data.Sqlite;

namespace NFlow.Runtime.Cluster.Tests.Faults;

/// <summary>What may befall one server process.</summary>
[CancelAfter(240_000)]
internal sealed class ProcessFaultTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task Sigterm_UnderLoad_RunningRunsFinish_NewOnesGet503_TrackerIsFlushed(CancellationToken cancellationToken)
    {
        const int Running = 12;
        using var gate = new Gate();
        _folder.Write("app.json", FaultApp.Build(gate.Address));
        _folder.Write("config.toml", "[tracker]\nenabled = true\nflush_interval = 60000\n[http]\nallow_private_networks = true");
        await using var server = await ServerProcess.StartAsync(_folder.Path, null, "-a", "app.json");
        using var client = new HttpClient { BaseAddress = server.Address };

        var running = Enumerable.Range(0, Running).Select(_ => client.GetAsync("/held", cancellationToken)).ToArray();
        await gate.ReachedAsync(Running, cancellationToken);
        server.Terminate();
        await server.LoggedAsync("[4004]");
        using var late = new HttpClient { BaseAddress = server.Address };
        HttpResponseMessage refused = null!;
        await Poll.UntilAsync(async () => (refused = await late.GetAsync("/quick", cancellationToken)).StatusCode == HttpStatusCode.ServiceUnavailable, cancellationToken);
        using var ready = await late.GetAsync("/health/ready", cancellationToken);
        gate.Open();
        var answers = await Task.WhenAll(running);
        var exitCode = await server.ExitAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(await refused.Content.ReadAsStringAsync(cancellationToken), Does.Contain("The server is stopping."));
            Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), "a load balancer sees that this instance is leaving");
            Assert.That(exitCode, Is.Zero, server.Errors);
            Assert.That(Count("SELECT count(*) FROM tracker WHERE url = '/held'"), Is.EqualTo(2 * Running), "rows that waited for the flush interval are written");
        }
    }

    [Test]
    public async Task Disk_FullForTheTracker_RowsWaitAndAreDroppedAndCounted_WhileRequestsGoOn(CancellationToken cancellationToken)
    {
        await using var disk = await SmallDisk.CreateAsync(kilobytes: 4096);
        _folder.Write("app.json", FaultApp.Build(null));
        _folder.Write("config.toml", $"[database_nflow]\ndsn = \"{disk.PathOf("nflow.db")}\"\n[tracker]\nenabled = true\nflush_interval = 10\nbatch_size = 5\nchannel_buffer = 40");
        await using var server = await ServerProcess.StartAsync(_folder.Path, null, "-a", "app.json");
        using var client = new HttpClient { BaseAddress = server.Address };

        disk.Fill();
        var answers = new List<HttpStatusCode>();
        await Poll.UntilAsync(
            async () =>
            {
                answers.Add(await StatusAsync(client, "/large", cancellationToken));
                return await MetricAsync(client, "nflow_tracker_dropped_total", cancellationToken) > 0;
            },
            cancellationToken);
        await server.LoggedAsync("[1502]");
        await Poll.UntilAsync(async () => (await client.GetStringAsync("/health", cancellationToken)).Contains("\"tracker\":{\"status\":\"degraded\"", StringComparison.Ordinal), cancellationToken);
        var health = await StatusAsync(client, "/health", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(health, Is.EqualTo(HttpStatusCode.OK), "degraded, not down");
            Assert.That(server.Output, Does.Contain("disk is full"));
        }

        disk.Free();
        var written = await MetricAsync(client, "nflow_tracker_written_total", cancellationToken);
        await Poll.UntilAsync(async () => await MetricAsync(client, "nflow_tracker_written_total", cancellationToken) > written, cancellationToken);
        await Poll.UntilAsync(async () => (await client.GetStringAsync("/health", cancellationToken)).Contains("\"tracker\":{\"status\":\"healthy\"", StringComparison.Ordinal), cancellationToken);
    }

    [Test]
    public async Task App_SavedAsGarbage_TheLastGoodVersionGoesOnUntilTheNextGoodOne(CancellationToken cancellationToken)
    {
        _folder.Write("app.json", FaultApp.Build(null, "one"));
        await using var server = await ServerProcess.StartAsync(_folder.Path, null, "-a", "app.json");
        using var client = new HttpClient { BaseAddress = server.Address };
        await Poll.UntilAsync(async () => await client.GetStringAsync("/quick", cancellationToken) == "one", cancellationToken);

        _folder.Write("app.json", "{\n  \"drawflow\": oops");
        await Poll.UntilAsync(async () => (await client.GetStringAsync("/health", cancellationToken)).Contains("\"app\":{\"status\":\"degraded\"", StringComparison.Ordinal), cancellationToken);
        await server.LoggedAsync("[1104]");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await client.GetStringAsync("/quick", cancellationToken), Is.EqualTo("one"));
            Assert.That(server.Output, Does.Contain("line 2"));
            Assert.That(await MetricAsync(client, "nflow_app_healthy", cancellationToken), Is.Zero);
        }

        _folder.Write("app.json", FaultApp.Build(null, "two"));
        await Poll.UntilAsync(async () => await client.GetStringAsync("/quick", cancellationToken) == "two", cancellationToken);
        await Poll.UntilAsync(async () => (await client.GetStringAsync("/health", cancellationToken)).Contains("\"app\":{\"status\":\"healthy\"", StringComparison.Ordinal), cancellationToken);
    }

    private long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.PathOf("nflow.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(path, cancellationToken);
        return response.StatusCode;
    }

    private static async Task<double> MetricAsync(HttpClient client, string name, CancellationToken cancellationToken)
    {
        var line = (await client.GetStringAsync("/metrics", cancellationToken)).Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
