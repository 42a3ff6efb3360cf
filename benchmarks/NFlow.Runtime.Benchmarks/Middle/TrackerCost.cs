using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Benchmarks.Middle;

/// <summary>The tracker's share of a run: off, on, and on without payloads. The store takes entries and forgets them, so that the database is not in the figure.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class TrackerCost
{
    private BenchmarkHost _off = null!;
    private BenchmarkHost _on = null!;
    private BenchmarkHost _withoutPayloads = null!;
    private Workload _workload = null!;

    [Params("hello", "chain5")]
    public string Workload { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _workload = WorkloadKit.Load(Workload);
        _off = NewHost(null);
        _on = NewHost(builder => builder.AddTracker());
        _withoutPayloads = NewHost(builder => builder.AddTracker(options => options.MaxPayloadLength = 0));
    }

    [GlobalCleanup]
    public async Task Clean()
    {
        foreach (var host in (BenchmarkHost[])[_off, _on, _withoutPayloads])
        {
            await host.Services.GetRequiredService<NFlowLifetime>().StopAsync(CancellationToken.None);
            await host.DisposeAsync();
        }
    }

    [Benchmark(Baseline = true)]
    public Task Off() => _off.RunAsync(_workload.NewRequest());

    [Benchmark]
    public Task On() => _on.RunAsync(_workload.NewRequest());

    [Benchmark]
    public Task OnWithoutPayloads() => _withoutPayloads.RunAsync(_workload.NewRequest());

    private BenchmarkHost NewHost(Action<INFlowBuilder>? track) => new(
        _workload.AddTo(new DesignerDocument()),
        builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<ITrackerStore, ForgettingTrackerStore>());
            track?.Invoke(builder);
        });
}
