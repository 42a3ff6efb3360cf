using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Jint;
using NFlow.Runtime.Benchmarks.Floor;
using NFlow.Runtime.Benchmarks.Support;

namespace NFlow.Runtime.Benchmarks.Scripts;

/// <summary>A whole run of each workload, without HTTP, against the same scripts on bare Jint with limits and on bare Jint without.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class ScriptWorkloads
{
    private static readonly Options Limited = BareJint.WithLimits();
    private static readonly Options Unlimited = new Options().Strict(false);

    private BareJint _bare = null!;
    private BenchmarkHost _host = null!;
    private Workload _workload = null!;

    public static IEnumerable<string> Names => Support.Workload.Names;

    [ParamsSource(nameof(Names))]
    public string Workload { get; set; } = "";

    [GlobalSetup]
    public async Task Prepare()
    {
        _workload = WorkloadKit.Load(Workload);
        _bare = new BareJint(_workload.Steps);
        _host = new BenchmarkHost(_workload.AddTo(new DesignerDocument()));
        await _host.RunAsync(_workload.NewRequest());
    }

    [GlobalCleanup]
    public async Task Clean() => await _host.DisposeAsync();

    [Benchmark(Baseline = true)]
    public object JintWithLimits() => _bare.Run(Limited, _workload.Body);

    [Benchmark]
    public object JintWithoutLimits() => _bare.Run(Unlimited, _workload.Body);

    [Benchmark]
    public Task NFlow() => _host.RunAsync(_workload.NewRequest());
}
