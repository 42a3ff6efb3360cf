using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

public sealed class MetricsTests
{
    private static readonly string[] Promised =
    [
        "nflow_up", "nflow_uptime_seconds", "nflow_requests_total", "nflow_requests_errors_total", "nflow_requests_active", "nflow_request_duration_milliseconds",
        "nflow_request_duration_seconds_count", "nflow_workflows_total", "nflow_workflows_errors_total", "nflow_workflow_duration_seconds_count", "nflow_processes_active",
        "nflow_processes_total", "nflow_db_connections_open", "nflow_db_connections_in_use", "nflow_db_connections_idle", "nflow_cache_hits_total", "nflow_cache_misses_total",
        "nflow_vm_pool_size", "nflow_vm_pool_active", "nflow_go_memory_alloc_bytes", "nflow_go_memory_sys_bytes", "nflow_go_gc_runs_total",
    ];

    [Test]
    public async Task Metrics_HaveEveryPromisedName()
    {
        await using var host = await OperationsHost.StartAsync(builder => builder.AddTracker());
        await host.SendAsync("GET", "/hello");
        Assert.That(Read((await host.SendAsync("GET", "/metrics")).Text).Keys, Is.SupersetOf(Promised));
    }

    [Test]
    public async Task Metrics_CountRunsAndRequestsAndTheirErrors()
    {
        await using var host = await OperationsHost.StartAsync();
        for (var i = 0; i < 3; i++)
            await host.SendAsync("GET", "/hello");
        await host.SendAsync("GET", "/fail");
        await host.SendAsync("GET", "/nowhere");
        var metrics = Read((await host.SendAsync("GET", "/metrics")).Text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metrics["nflow_workflows_total"], Is.EqualTo(4));
            Assert.That(metrics["nflow_workflows_errors_total"], Is.EqualTo(1));
            Assert.That(metrics["nflow_workflow_duration_seconds_count"], Is.EqualTo(4));
            Assert.That(metrics["nflow_requests_total"], Is.EqualTo(5));
            Assert.That(metrics["nflow_requests_errors_total"], Is.EqualTo(2));
            Assert.That(metrics["nflow_requests_active"], Is.EqualTo(1), "the one that asks");
            Assert.That(metrics["nflow_processes_active"], Is.Zero);
            Assert.That(metrics["nflow_processes_total"], Is.EqualTo(4));
            Assert.That(metrics["nflow_cache_hits_total"], Is.GreaterThan(0));
            Assert.That(metrics["nflow_vm_pool_size"], Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Buckets_NeverDecreaseAndEndAtTheCount()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        await host.SendAsync("GET", "/hello");
        var text = (await host.SendAsync("GET", "/metrics")).Text;
        var buckets = text.Split('\n').Where(line => line.StartsWith("nflow_request_duration_seconds_bucket", StringComparison.Ordinal)).Select(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(buckets, Is.Ordered.And.Not.Empty);
            Assert.That(buckets[^1], Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Details_ComeOnlyOnRequest()
    {
        await using var plain = await OperationsHost.StartAsync();
        await using var detailed = await OperationsHost.StartAsync(builder => builder.Services.Configure<NFlow.Runtime.AspNetCore.Metrics.NFlowMetricsOptions>(options => options.Detailed = true));
        await plain.SendAsync("GET", "/hello");
        await detailed.SendAsync("GET", "/hello");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await plain.SendAsync("GET", "/metrics")).Text, Does.Not.Contain("nflow_node_duration_seconds"));
            Assert.That((await detailed.SendAsync("GET", "/metrics")).Text, Does.Contain("nflow_node_duration_seconds_count{node_type=\"js\",outcome=\"completed\"} 1")
                .And.Contain("nflow_flow_duration_seconds_count{flow=\"Main\",outcome=\"completed\"} 1"));
        }
    }

    [Test]
    public async Task TwoHosts_DoNotCountForEachOther()
    {
        await using var one = await OperationsHost.StartAsync();
        await using var other = await OperationsHost.StartAsync();
        await one.SendAsync("GET", "/hello");
        var metrics = Read((await other.SendAsync("GET", "/metrics")).Text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metrics["nflow_workflows_total"], Is.Zero);
            Assert.That(metrics["nflow_requests_total"], Is.Zero);
        }
    }

    [Test]
    public async Task Answer_IsThePrometheusTextFormat()
    {
        await using var host = await OperationsHost.StartAsync();
        using var response = await host.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/plain; version=0.0.4; charset=utf-8"));
            Assert.That(lines, Is.All.Match(@"^(# (HELP|TYPE) [a-z_0-9]+ .+|[a-z_][a-z_0-9]*(\{.+\})? [-+0-9.eEInf]+)$"));
            Assert.That(lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]), Is.Unique);
        }
    }

    private static Dictionary<string, double> Read(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#' && !line.Contains('{', StringComparison.Ordinal))
        .Select(line => line.Split(' '))
        .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
}
