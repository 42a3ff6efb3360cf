using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

public sealed class MetricsTests
{
    /// <summary>What dashboards of nFlow ask for, and of which type it is. None of them has labels; a histogram's buckets have only their bound.</summary>
    private static readonly string[] Promised =
    [
        "nflow_up gauge", "nflow_uptime_seconds counter", "nflow_requests_total counter", "nflow_requests_errors_total counter", "nflow_requests_active gauge",
        "nflow_request_duration_milliseconds gauge", "nflow_request_duration_seconds histogram", "nflow_workflows_total counter", "nflow_workflows_errors_total counter",
        "nflow_workflow_duration_seconds histogram", "nflow_processes_active gauge", "nflow_processes_total counter", "nflow_db_connections_open gauge",
        "nflow_db_connections_in_use gauge", "nflow_db_connections_idle gauge", "nflow_cache_hits_total counter", "nflow_cache_misses_total counter", "nflow_vm_pool_size gauge",
        "nflow_vm_pool_active gauge", "nflow_dotnet_memory_heap_bytes gauge", "nflow_dotnet_memory_committed_bytes gauge", "nflow_dotnet_memory_working_set_bytes gauge",
        "nflow_dotnet_memory_allocated_bytes_total counter", "nflow_go_memory_alloc_bytes gauge", "nflow_go_memory_sys_bytes gauge", "nflow_go_gc_runs_total counter",
    ];

    [Test]
    public async Task Metrics_HaveEveryPromisedNameOfItsTypeWithASampleWithoutLabels()
    {
        await using var host = await OperationsHost.StartAsync(builder => builder.AddTracker());
        await host.SendAsync("GET", "/hello");
        var text = (await host.SendAsync("GET", "/metrics")).Text;
        var types = text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line["# TYPE ".Length..]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(types, Is.SupersetOf(Promised));
            foreach (var (name, type) in Promised.Select(promise => promise.Split(' ')).Select(parts => (parts[0], parts[1])))
            {
                Assert.That(Read(text).Keys, Does.Contain(type == "histogram" ? $"{name}_count" : name));
                if (type == "histogram")
                    Assert.That(text, Does.Contain($"\n{name}_sum ").And.Contain($"\n{name}_bucket{{le=\"0.005\"}} ").And.Contain($"\n{name}_bucket{{le=\"+Inf\"}} 1\n"));
            }
        }
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
