using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Benchmarks.Workflows;

/// <summary>What a run costs when its nodes do nothing: no script, so no Jint. The difference between one and ten nodes is the price of a node.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class EngineOverhead
{
    private BenchmarkHost _host = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var app = new DesignerDocument().Starter("one", "/one", "n1.10").Starter("ten", "/ten", "n10.1");
        app.Node("n1.10", "pass");
        for (var i = 1; i < 10; i++)
            app.Node($"n10.{i}", "pass", ("output_1", $"n10.{i + 1}"));
        app.Node("n10.10", "pass");
        _host = new BenchmarkHost(app, builder => builder.AddStep("pass", static (context, _) => new(StepResult.Next(context.Payload))));
    }

    [GlobalCleanup]
    public async Task Clean() => await _host.DisposeAsync();

    [Benchmark(Baseline = true)]
    public Task OneNode() => _host.GetAsync("/one");

    [Benchmark]
    public Task TenNodes() => _host.GetAsync("/ten");
}
