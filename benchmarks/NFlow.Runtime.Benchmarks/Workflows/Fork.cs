using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Benchmarks.Workflows;

/// <summary>A run that forks, up to the end of its branch, against the same two scripts one after the other.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class Fork
{
    private const string Answer = "function main() { c.JSON(200, { id: payload.id }); }";
    private const string Branch = "function main() { payload.seen = true; }";

    private readonly SemaphoreSlim _branchEnded = new(0);
    private BenchmarkHost _host = null!;

    [GlobalSetup]
    public void Prepare() => _host = new BenchmarkHost(
        new DesignerDocument()
            .Starter("s1", "/sequence", "q1").Script("q1", Branch, ("output_1", "q2")).Script("q2", Answer)
            .Starter("s2", "/fork", "f")
            .Node("f", "gorutine", ("output_1", "a"), ("output_2", "b"))
            .Script("a", Answer)
            .Script("b", Branch, ("output_1", "end"))
            .Node("end", "end"),
        builder => builder.AddStep("end", (context, _) =>
        {
            _branchEnded.Release();
            return new(StepResult.Next(context.Payload));
        }));

    [GlobalCleanup]
    public async Task Clean() => await _host.DisposeAsync();

    [Benchmark(Baseline = true)]
    public Task Sequence() => _host.GetAsync("/sequence");

    [Benchmark]
    public async Task ForkAndBranch()
    {
        await _host.GetAsync("/fork");
        await _branchEnded.WaitAsync();
    }
}
