using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

/// <summary>What leaves the process for those who watch it, through the real OpenTelemetry SDK and the real log.</summary>
[NonParallelizable]
public sealed class TelemetryTests
{
    private const string Secret = "hunter2";

    private const string App = """
        {"drawflow":{"Main":{"data":{
          "1":{"data":{"type":"starter","method":"ANY","urlpattern":"/person/:id"},"outputs":{"output_1":{"connections":[{"node":"2"}]}}},
          "2":{"data":{"type":"js","name_box":"Keep","code":"payload.kept = form.secret; payload.from = header; console.warn('kept'); next = 'output_1';"},"outputs":{"output_1":{"connections":[{"node":"3"}]}}},
          "3":{"data":{"type":"js","name_box":"Answer","code":"c.JSON(200, payload)"},"outputs":{}},
          "4":{"data":{"type":"starter","method":"ANY","urlpattern":"/broken/:id"},"outputs":{"output_1":{"connections":[{"node":"5"}]}}},
          "5":{"data":{"type":"js","name_box":"Break","code":"payload.kept = form.secret; payload.none.member;"},"outputs":{}}
        }}}}
        """;

    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly CapturedLogs _logs = new();

    [TearDown]
    public void TearDown() => _logs.Dispose();

    [Test]
    public async Task OneLine_ExportsASpanPerRunAndNode_AndTheRuntimesMetrics()
    {
        await using var host = await StartAsync();
        await PostAsync(host, "/person/7");
        Flush(host);
        var run = _spans.Single(span => span.OperationName == NFlowTelemetry.RunSpan);
        var nodes = _spans.Where(span => span.OperationName == NFlowTelemetry.NodeSpan && span.ParentSpanId == run.SpanId).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Tags(run), Is.SupersetOf(new[] { "nflow.flow=Main", "nflow.outcome=completed", "nflow.app=app" }));
            Assert.That(nodes.Select(node => $"{node.GetTagItem(NFlowTelemetry.NodeIdTag)} {node.GetTagItem(NFlowTelemetry.NodeNameTag)} {node.GetTagItem(NFlowTelemetry.NodeTypeTag)} {node.GetTagItem(NFlowTelemetry.PortTag)} {node.GetTagItem(NFlowTelemetry.OutcomeTag)}"),
                Is.EqualTo(new[] { "2 Keep js output_1 completed", "3 Answer js output_1 completed" }));
            Assert.That(_metrics.Select(metric => metric.Name), Is.SupersetOf(new[]
            {
                NFlowTelemetry.WorkflowDuration, NFlowTelemetry.NodeDuration, NFlowTelemetry.ProcessesActive, NFlowTelemetry.ProcessesTotal, NFlowTelemetry.AppHealthy, NFlowTelemetry.CacheHits,
                NFlowTelemetry.ScriptCapacity, NFlowTelemetry.ScriptsExecuting, NFlowTelemetry.ScriptsWaiting,
            }));
        }
    }

    [TestCase("/person", "completed")]
    [TestCase("/broken", "failed")]
    public async Task Secret_InPathQueryHeaderCookieFormOrPayload_IsInNoSpanMetricOrLog(string path, string outcome)
    {
        await using var host = await StartAsync();
        var answer = await PostAsync(host, $"{path}/{Secret}?secret={Secret}");
        Flush(host);
        var prometheus = (await host.SendAsync("GET", "/metrics")).Text;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Contains(Secret, StringComparison.Ordinal), Is.EqualTo(outcome == "completed"), "the app has it");
            Assert.That(_spans.Single(span => span.OperationName == NFlowTelemetry.RunSpan).GetTagItem(NFlowTelemetry.OutcomeTag), Is.EqualTo(outcome));
            Assert.That(_spans.SelectMany(span => Tags(span).Append(span.DisplayName).Append(span.StatusDescription ?? "").Concat(span.Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags)}")).Concat(span.Baggage.Select(item => $"{item}"))),
                Is.Not.Empty.And.None.Contains(Secret));
            Assert.That(_metrics.SelectMany(Points), Is.Not.Empty.And.None.Contains(Secret));
            Assert.That(prometheus, Does.Not.Contain(Secret));
            Assert.That(_logs.Text, Does.Contain(outcome == "completed" ? "kept" : "node 5").IgnoreCase.And.Not.Contain(Secret));
        }
    }

    [Test]
    public async Task Console_GoesToTheLog_WithRunFlowAndNodeInScope()
    {
        await using var host = await StartAsync();
        using var response = await host.Client.GetAsync(new Uri("/person/7", UriKind.Relative));
        var wid = response.Headers.GetValues("Nflow-Wid-1").Single();
        var entry = _logs.Entries.Single(logged => logged.Message.Contains("kept", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry.Level, Is.EqualTo(LogLevel.Warning));
            Assert.That(entry.Scope, Does.Contain($"wid={wid}").And.Contain("flow=Main").And.Contain("node=2"));
        }
    }

    private Task<OperationsHost> StartAsync() => OperationsHost.StartAsync(
        builder =>
        {
            builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.None).AddProvider(_logs));
            builder.Services.AddOpenTelemetry()
                .WithTracing(tracing => tracing.AddSource(NFlowTelemetry.Name).AddInMemoryExporter(_spans))
                .WithMetrics(metrics => metrics.AddMeter(NFlowTelemetry.Name).AddInMemoryExporter(_metrics));
        },
        document: App);

    private static async Task<string> PostAsync(OperationsHost host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("secret", Secret)]) };
        request.Headers.Add("Authorization", $"Bearer {Secret}");
        request.Headers.Add("Cookie", $"a={Secret}");
        request.Headers.Add("X-Secret", Secret);
        using var response = await host.Client.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.InternalServerError));
        return await response.Content.ReadAsStringAsync();
    }

    private static void Flush(OperationsHost host)
    {
        host.Get<TracerProvider>().ForceFlush();
        host.Get<MeterProvider>().ForceFlush();
    }

    private static IEnumerable<string> Tags(Activity span) => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}");

    private static IEnumerable<string> Points(MetricSnapshot metric)
    {
        foreach (var point in metric.MetricPoints)
        {
            yield return metric.Name;
            foreach (var tag in point.Tags)
                yield return $"{tag.Key}={tag.Value}";
        }
    }
}
