using System.Net;
using NFlow.Runtime.Cluster.Tests.Support;

namespace NFlow.Runtime.Cluster.Tests.Faults;

/// <summary>Stores that crash and come back while requests go on. The servers are never restarted.</summary>
[CancelAfter(240_000)]
internal sealed class StoreOutageTests
{
    private const int Workers = 6;
    private const int Enough = 8;

    [Test]
    public async Task Database_CrashesUnderLoad_OnlyWhatNeedsItIsRefused_AndNoAcknowledgedSessionIsLost(CancellationToken cancellationToken)
    {
        await using var postgres = await PostgresProcess.StartAsync();
        await using var installation = await Installation.StartAsync(postgres.ConnectionString, null, 1, cancellationToken);
        var server = installation.Servers[0];
        await using var load = new Load(installation, Workers);
        using var browser = new Browser();

        await load.AcceptAsync(Enough, cancellationToken);
        load.MayBeRefused = true;
        await postgres.StopAsync();
        await load.RefuseAsync(2, cancellationToken);

        var version = await browser.GetAsync(server, "/version", cancellationToken);
        var live = await browser.GetAsync(server, "/health/live", cancellationToken);
        var counted = await browser.GetAsync(server, "/count", cancellationToken);
        await Poll.UntilAsync(async () => (await browser.GetAsync(server, "/health/ready", cancellationToken)).Status == HttpStatusCode.ServiceUnavailable, cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(version, Is.EqualTo((HttpStatusCode.OK, "v1")), "the app in memory goes on");
            Assert.That(live.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(counted.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(counted.Text, Does.Contain("\"message\":\"The session could not be saved.\"").And.Not.Contain("127.0.0.1"));
        }

        await postgres.StartAgainAsync();
        await load.AcceptAsync(Enough, cancellationToken);
        load.MayBeRefused = false;
        await load.AcceptAsync(Enough, cancellationToken);
        await Poll.UntilAsync(async () => (await browser.GetAsync(server, "/health/ready", cancellationToken)).Status == HttpStatusCode.OK, cancellationToken);
        await installation.SaveAppAsync("v2");
        await installation.AwaitVersionAsync("v2", cancellationToken);
        Assert.That(await load.StopAsync(), Is.Empty);
    }

    [Test]
    public async Task Redis_CrashesUnderLoad_LimitsOpenWithAWarning_AndEverythingComesBack(CancellationToken cancellationToken)
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var installation = await Installation.StartAsync(TestServices.RequirePostgres(), redis.Address, 2, cancellationToken, redisTimeoutSeconds: 4);
        var (first, second) = (installation.Servers[0], installation.Servers[1]);
        await using var load = new Load(installation, Workers);
        using var browser = new Browser();

        await load.AcceptAsync(Enough, cancellationToken);
        load.MayBeRefused = true;
        await redis.StopAsync();
        await load.RefuseAsync(2, cancellationToken);

        var admitted = new List<HttpStatusCode>();
        for (var i = 0; i < 2 * (Installation.RateLimit + Installation.RateBurst); i++)
            admitted.Add((await browser.GetAsync(first, "/limited", cancellationToken)).Status);
        await first.LoggedAsync("[2401]");
        var metrics = (await browser.GetAsync(first, "/metrics", cancellationToken)).Text;
        await Poll.UntilAsync(async () => (await browser.GetAsync(first, "/health/ready", cancellationToken)).Status == HttpStatusCode.ServiceUnavailable, cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(admitted, Is.All.EqualTo(HttpStatusCode.OK), "a limiter that fails does not take the site down");
            Assert.That(metrics, Does.Match(@"nflow_rate_limit_failures_total [1-9]"));
            Assert.That((await browser.GetAsync(first, "/version", cancellationToken)).Text, Is.EqualTo("v1"));
        }

        await redis.StartAgainAsync();
        await load.AcceptAsync(Enough, cancellationToken);
        load.MayBeRefused = false;
        await load.AcceptAsync(Enough, cancellationToken);
        await Poll.UntilAsync(async () => (await browser.GetAsync(first, "/limited", cancellationToken)).Status == HttpStatusCode.TooManyRequests, cancellationToken);
        await KilledAcrossInstancesAsync(first, second, cancellationToken);
        Assert.That(await load.StopAsync(), Is.Empty);
    }

    /// <summary>What needs the bus: a run of one instance is killed through another.</summary>
    private static async Task KilledAcrossInstancesAsync(ServerProcess first, ServerProcess second, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        using var killer = new Browser();
        var endless = browser.GetAsync(first, "/endless?key=fault-test", cancellationToken);
        var wid = "";
        await Poll.UntilAsync(async () => (wid = (await killer.GetAsync(second, "/wid?key=fault-test", cancellationToken)).Text).Length > 0, cancellationToken);
        await Poll.UntilAsync(async () => (await killer.GetAsync(second, $"/kill/{wid}", cancellationToken)).Text == "true", cancellationToken);
        var answer = await endless;
        Assert.That(answer.Text, Does.Contain("process killed"));
    }
}
