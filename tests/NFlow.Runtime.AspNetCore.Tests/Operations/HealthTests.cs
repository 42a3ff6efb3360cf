using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.AspNetCore.Health;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

public sealed class HealthTests
{
    private readonly SwitchedProbe _probe = new();

    [Test]
    public async Task Health_OfAHealthyHost_HasTheShapeMonitorsRead()
    {
        await using var host = await StartAsync();
        var (status, text) = await host.SendAsync("GET", "/health");
        var health = JsonElement.Parse(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(health.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "status", "timestamp", "uptime", "version", "components", "details" }));
            Assert.That(health.GetProperty("status").GetString(), Is.EqualTo("healthy"));
            Assert.That(health.GetProperty("timestamp").GetInt64(), Is.EqualTo(1_790_000_000));
            Assert.That(health.GetProperty("components").EnumerateObject().Select(member => $"{member.Name}={member.Value.GetProperty("status").GetString()}"),
                Is.EqualTo(new[] { "app=healthy", "database=healthy", "memory=healthy", "processes=healthy" }));
            Assert.That((await host.SendAsync("HEAD", "/health")).Text, Is.Empty);
        }
    }

    [Test]
    public async Task Health_WhileTheDatabaseIsAway_Is503AndRecovers()
    {
        await using var host = await StartAsync();
        await host.SendAsync("GET", "/health");
        _probe.IsAway = true;
        var cached = await host.SendAsync("GET", "/health");
        host.Time.Advance(TimeSpan.FromSeconds(2));
        var away = await host.SendAsync("GET", "/health");
        var notReady = await host.SendAsync("GET", "/health/ready");
        var alive = await host.SendAsync("GET", "/health/live");
        _probe.IsAway = false;
        host.Time.Advance(TimeSpan.FromSeconds(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cached.Status, Is.EqualTo(HttpStatusCode.OK), "answers are shared for a second");
            Assert.That(away.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(away.Text, Does.Contain("\"status\":\"degraded\"").And.Contain("\"database\":{\"status\":\"unhealthy\",\"message\":\"The database does not answer; the log says why.\"}").And.Not.Contain("refused"));
            Assert.That(notReady.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(alive.Status, Is.EqualTo(HttpStatusCode.OK), "restarting the process would not bring the database back");
            Assert.That((await host.SendAsync("GET", "/health/ready")).Status, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    /// <summary>A load balancer must not take every instance away because of a store that they can do without.</summary>
    [Test]
    public async Task Health_WhileAStoreIsAwayThatRequestsDoNotNeed_IsDegradedAndReady()
    {
        _probe.IsNeededToServe = false;
        await using var host = await StartAsync();
        _probe.IsAway = true;
        var health = await host.SendAsync("GET", "/health");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(health.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(health.Text, Does.Contain("\"status\":\"degraded\"").And.Contain("\"database\":{\"status\":\"degraded\",\"message\":\"The database does not answer; the log says why.\"}"));
            Assert.That((await host.SendAsync("GET", "/health/ready")).Status, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task SavedAppThatIsGarbage_LeavesTheLastGoodServedAndHealthDegraded()
    {
        await using var host = await StartAsync();
        await host.SendAsync("GET", "/hello");
        host.Store.Put(new AppDocument("app", Encoding.UTF8.GetBytes("{\"drawflow\":"), ""));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        var served = await host.SendAsync("GET", "/hello");
        var health = await host.SendAsync("GET", "/health");
        var ready = await host.SendAsync("GET", "/health/ready");
        var metrics = await host.SendAsync("GET", "/metrics");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(served, Is.EqualTo((HttpStatusCode.OK, "hello")));
            Assert.That(health.Text, Does.Contain("\"status\":\"degraded\"").And.Contain("last good one is served"));
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.OK), "it serves");
            Assert.That(metrics.Text, Does.Contain("\nnflow_app_healthy 0\n"));
        }
    }

    [Test]
    public async Task Health_WithoutAnyApp_IsNotReady()
    {
        await using var host = await OperationsHost.StartAsync(builder => builder.Services.Configure<NFlowOptions>(options => options.AppName = "missing"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.SendAsync("GET", "/health/ready")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That((await host.SendAsync("GET", "/health/live")).Status, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [TestCase(4.568735232, ExpectedResult = "4.5687352s")]
    [TestCase(63.7, ExpectedResult = "1m3.7s")]
    [TestCase(90_061, ExpectedResult = "25h1m1s")]
    public string Uptime_IsWrittenAsGoWritesIt(double seconds) => HealthAnswer.Duration(TimeSpan.FromSeconds(seconds));

    private Task<OperationsHost> StartAsync() => OperationsHost.StartAsync(builder => builder.Services.AddSingleton<IStorageProbe>(_probe));

    private sealed class SwitchedProbe : IStorageProbe
    {
        public bool IsAway { get; set; }

        public string Name => "database";

        public bool IsNeededToServe { get; set; } = true;

        public ValueTask<StorageHealth> CheckAsync(CancellationToken cancellationToken) =>
            new(new StorageHealth(!IsAway, "db", TimeSpan.Zero, IsAway ? "db: refused." : null));
    }
}
