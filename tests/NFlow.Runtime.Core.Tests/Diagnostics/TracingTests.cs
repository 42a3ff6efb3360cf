using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.Diagnostics;

[NonParallelizable]
public sealed class TracingTests
{
    private static readonly AppBuilder App = new AppBuilder()
        .Flow("Orders")
        .Starter("s", "/ok", "one")
        .Node("one", "note", """{"name_box":"First"}""", ("output_1", "two"))
        .Node("two", "note")
        .Starter("f", "/fail", "bad")
        .Node("bad", "fail")
        .Starter("k", "/forked", "fork")
        .Node("fork", "gorutine", "{}", ("output_1", "two"), ("output_2", "one"));

    private readonly ConcurrentQueue<Activity> _spans = new();
    private ActivityListener _listener = null!;

    [SetUp]
    public void Listen()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == NFlowTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [TearDown]
    public void StopListening() => _listener.Dispose();

    [Test]
    public async Task Run_IsASpanWithOneChildPerNode()
    {
        await using var host = NewHost();
        var answer = await host.GetAsync("/ok");
        var run = _spans.Single(span => span.OperationName == NFlowTelemetry.RunSpan);
        var nodes = _spans.Where(span => span.OperationName == NFlowTelemetry.NodeSpan).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.GetTagItem(NFlowTelemetry.RunIdTag), Is.EqualTo(answer.Report.RunId));
            Assert.That(run.GetTagItem(NFlowTelemetry.FlowTag), Is.EqualTo("Orders"));
            Assert.That(run.GetTagItem(NFlowTelemetry.OutcomeTag), Is.EqualTo("completed"));
            Assert.That(nodes.Select(node => node.GetTagItem(NFlowTelemetry.NodeIdTag)), Is.EqualTo(new[] { "one", "two" }));
            Assert.That(nodes.Select(node => node.GetTagItem(NFlowTelemetry.PortTag)), Is.All.EqualTo("output_1"));
            Assert.That(nodes.Select(node => node.ParentSpanId), Is.All.EqualTo(run.SpanId));
        }
    }

    [Test]
    public async Task FailedRun_IsMarkedWithItsKindAndNothingElse()
    {
        await using var host = NewHost();
        await host.GetAsync("/fail");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_spans.Select(span => span.Status), Is.All.EqualTo(ActivityStatusCode.Error));
            Assert.That(_spans.Select(span => span.GetTagItem(NFlowTelemetry.ErrorTag)), Is.All.EqualTo("Step"));
        }
    }

    [Test]
    public async Task Spans_NeverHoldPayloads()
    {
        await using var host = NewHost();
        await host.GetAsync("/ok?password=hunter2");
        await host.GetAsync("/fail?password=hunter2");
        Assert.That(_spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.DisplayName).Append(span.StatusDescription ?? "")), Is.Not.Empty.And.None.Contains("hunter2"));
    }

    [Test]
    public async Task Fork_IsARunBelowTheNodeThatStartedIt()
    {
        await using var host = NewHost();
        using (var request = new Activity("request").Start())
            await host.GetAsync("/forked");
        await host.Lifetime.StopAsync(default);
        var fork = _spans.Single(span => span.OperationName == NFlowTelemetry.RunSpan && span.GetTagItem(NFlowTelemetry.ForkTag) is true);
        var starter = _spans.Single(span => span.GetTagItem(NFlowTelemetry.NodeIdTag) is "fork");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fork.ParentSpanId, Is.EqualTo(starter.SpanId));
            Assert.That(_spans.Select(span => span.TraceId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(Activity.Current, Is.Null, "no span is left behind");
        }
    }

    private static EngineHost NewHost() => new(App, builder =>
    {
        builder.AddStep("note", (_, _) => new(StepResult.Next(JsonSerializer.SerializeToElement(new { secret = "hunter2" }))));
        builder.AddStep("fail", (_, _) => throw new InvalidOperationException("hunter2"));
    });
}
