using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Benchmarks.Middle;

/// <summary>What stands around a run when it is used in earnest (a session, metrics that somebody collects, tracing that somebody samples) against a run with none of it. Target: under 10 %.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class FullMiddle
{
    private const string Session = "5f2a7c40e1";

    private readonly MeterListener _meters = new();
    private ActivityListener? _tracer;
    private BenchmarkHost _bare = null!;
    private BenchmarkHost _idle = null!;
    private BenchmarkHost _measured = null!;
    private double _seconds;

    [GlobalSetup]
    public async Task Prepare()
    {
        _bare = NewHost(builder => builder.Services.RemoveAll<IRunObserver>());
        _idle = NewHost();
        _measured = NewHost();
        foreach (var host in (BenchmarkHost[])[_bare, _idle, _measured])
            await host.Services.GetRequiredService<ISessionStore>().SaveAsync(
                Session, new Dictionary<string, string?> { ["cart"] = """{"items":3}""" }, DateTimeOffset.MaxValue, CancellationToken.None);

        var meter = _measured.Services.GetRequiredService<NFlowMeter>().Meter;
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((_, value, _, _) => _seconds += value);
        _meters.Start();
    }

    [GlobalSetup(Target = nameof(FullMiddleTracedOneInAThousand))]
    public async Task PrepareTracing()
    {
        await Prepare();
        var runs = 0;
        _tracer = new ActivityListener
        {
            ShouldListenTo = source => source.Name == NFlowTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => Interlocked.Increment(ref runs) % 1000 == 0 ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(_tracer);
    }

    [GlobalCleanup]
    public async Task Clean()
    {
        _tracer?.Dispose();
        _meters.Dispose();
        await _bare.DisposeAsync();
        await _idle.DisposeAsync();
        await _measured.DisposeAsync();
    }

    /// <summary>No observers at all, no session.</summary>
    [Benchmark(Baseline = true)]
    public Task Bare() => _bare.GetAsync("/hello");

    /// <summary>As registered by default: metrics and tracing are there, nobody listens.</summary>
    [Benchmark]
    public Task NobodyListens() => _idle.GetAsync("/hello");

    [Benchmark]
    public Task WithSession() => _bare.GetAsync("/hello", Session);

    [Benchmark]
    public Task WithMetrics() => _measured.GetAsync("/hello");

    [Benchmark]
    public Task SessionAndMetrics() => _measured.GetAsync("/hello", Session);

    [Benchmark]
    public Task FullMiddleTracedOneInAThousand() => _measured.GetAsync("/hello", Session);

    private static BenchmarkHost NewHost(Action<INFlowBuilder>? build = null) =>
        new(new DesignerDocument().Workload("/hello", ["return c.JSON(200, { hello: 'world' });"]), build);
}
