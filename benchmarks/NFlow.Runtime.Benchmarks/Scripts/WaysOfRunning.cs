using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using NFlow.Runtime.Benchmarks.Support;

namespace NFlow.Runtime.Benchmarks.Scripts;

/// <summary>What it costs a script to contain something for which the sandbox takes precautions: a computed member name (hardened built-ins), a loop or a callback (a turn thread). Each does next to nothing.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class WaysOfRunning
{
    private BenchmarkHost _host = null!;

    [GlobalSetup]
    public void Prepare() => _host = new BenchmarkHost(new DesignerDocument()
        .Flow("Straight").Workload("/straight", ["var a = { n: 1 }; a.n = 2; return c.JSON(200, { n: a.n });"])
        .Flow("Computed").Workload("/computed", ["var a = { n: 1 }; a['n'] = 2; return c.JSON(200, { n: a.n });"])
        .Flow("Loop").Workload("/loop", ["var a = { n: 1 }; for (var i = 0; i < 2; i++) a.n = i; return c.JSON(200, { n: a.n });"])
        .Flow("Callback").Workload("/callback", ["var a = { n: 1 }; [2].forEach(function (i) { a.n = i; }); return c.JSON(200, { n: a.n });"])
        .Flow("Await").Script("await.1", "async function main() { var n = await 2; c.JSON(200, { n: n }); }").Starter("await.0", "/await", "await.1"));

    [GlobalCleanup]
    public async Task Clean() => await _host.DisposeAsync();

    [Benchmark(Baseline = true)]
    public Task Straight() => _host.GetAsync("/straight");

    [Benchmark]
    public Task ComputedMember() => _host.GetAsync("/computed");

    [Benchmark]
    public Task Loop() => _host.GetAsync("/loop");

    [Benchmark]
    public Task Callback() => _host.GetAsync("/callback");

    [Benchmark]
    public Task Await() => _host.GetAsync("/await");
}
