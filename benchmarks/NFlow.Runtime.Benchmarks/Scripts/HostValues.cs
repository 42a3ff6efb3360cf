using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using NFlow.Runtime.Benchmarks.Support;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Benchmarks.Scripts;

/// <summary>What reading one of the values that a script finds without asking costs a run, against a run that reads none.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class HostValues
{
    private static readonly string[] Reads = ["vars.id", "form.q", "header['User-Agent']", "post_data.q", "nflow_data.name_box", "profile.username", "env.STAGE"];

    private readonly FieldCollection _headers = new(StringComparer.OrdinalIgnoreCase);
    private BenchmarkHost _host = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _headers.Add("User-Agent", "benchmark");
        _headers.Add("Accept", "text/html");
        var app = new DesignerDocument().Workload("/none/:id", ["return c.JSON(200, { value: 1 });"]);
        for (var i = 0; i < Reads.Length; i++)
            app.Workload($"/{i}/:id", [$"return c.JSON(200, {{ value: {Reads[i]} }});"]);
        _host = new BenchmarkHost(app, configure: options => options.ScriptEnvironment["STAGE"] = "test");
    }

    [GlobalCleanup]
    public async Task Clean() => await _host.DisposeAsync();

    [Benchmark(Baseline = true)]
    public Task None() => RunAsync("/none/7");

    [Benchmark]
    public Task PathVariables() => RunAsync("/0/7");

    [Benchmark]
    public Task Form() => RunAsync("/1/7");

    [Benchmark]
    public Task Headers() => RunAsync("/2/7");

    [Benchmark]
    public Task PostData() => RunAsync("/3/7");

    [Benchmark]
    public Task NodeData() => RunAsync("/4/7");

    [Benchmark]
    public Task Profile() => RunAsync("/5/7");

    [Benchmark]
    public Task Environment() => RunAsync("/6/7");

    private Task<WorkflowResponse> RunAsync(string path) => _host.RunAsync(new WorkflowRequest { Path = path, QueryString = "q=1", Headers = _headers });
}
