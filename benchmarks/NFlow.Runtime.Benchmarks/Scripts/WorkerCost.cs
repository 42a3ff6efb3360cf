using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Workers;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.Benchmarks.Scripts;

/// <summary>
/// What a worker process costs: the same run of one script in the server's process and in a worker's. Processor time of workers is not
/// the benchmark's own; <c>-- --workers</c> counts both.
/// </summary>
[Orderer(SummaryOrderPolicy.Declared)]
public class WorkerCost
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.Ordinal)
    {
        ["hello"] = "function main() { return { hello: 'world' }; }",
        ["loop"] = "function main() { var sum = 0; for (var i = 0; i < 20000; i++) { sum += i * i % 7; } return { sum: sum }; }",
        ["calls"] = "function main() { var id = ''; for (var i = 0; i < 10; i++) { id = uuid(); } return { id: id }; }",
    };

    private ServiceProvider _inProcess = null!;
    private ServiceProvider _workers = null!;
    private RunContext _run = null!;

    public static IEnumerable<string> Names => Sources.Keys;

    [ParamsSource(nameof(Names))]
    public string Script { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _inProcess = Host(ScriptIsolation.None);
        _workers = Host(ScriptIsolation.Process);
        var document = new { drawflow = new { flow = new { data = new { n = new { id = "n", data = new { type = "js", code = Sources[Script] }, outputs = new { } } } } } };
        var app = AppDefinitionReader.Read("app", JsonSerializer.SerializeToUtf8Bytes(document));
        _run = new RunContext("run", app, app.Flows[0], new WorkflowRequest(), new WorkflowResponse(), new Dictionary<string, string>(), new RunSession(null, new Dictionary<string, string>(), new FormState()), _inProcess, NullLogger.Instance, isFork: false);
    }

    [GlobalCleanup]
    public void Clean()
    {
        _inProcess.Dispose();
        _workers.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task<object> InProcess() => RunAsync(_inProcess);

    [Benchmark]
    public Task<object> Worker() => RunAsync(_workers);

    /// <summary>Processor time that the worker has used so far.</summary>
    internal TimeSpan WorkerTime() => _workers.GetRequiredService<IScriptEngine>() is WorkerScriptEngine engine
        ? engine.Pool.List().Select(worker => Process.GetProcessById(worker.Id).TotalProcessorTime).Aggregate(TimeSpan.Zero, (sum, time) => sum + time)
        : TimeSpan.Zero;

    private static ServiceProvider Host(ScriptIsolation isolation)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddNFlowCore(options =>
        {
            options.Scripts.Isolation = isolation;
            options.Scripts.Preload = 1;
            options.Scripts.Workers.MaxProcesses = 1;
            options.Scripts.Workers.RecycleAfterRuns = int.MaxValue;
        });
        return services.BuildServiceProvider();
    }

    private async Task<object> RunAsync(ServiceProvider host)
    {
        var engine = host.GetRequiredService<IScriptEngine>();
        var script = engine.Compile(Sources[Script], Script);
        await using var scope = engine.CreateScope(_run);
        return await scope.RunAsync(script, new ScriptFrame(_run.Flow.Nodes[0], null, Payload.Empty, "output_1"), CancellationToken.None);
    }
}
