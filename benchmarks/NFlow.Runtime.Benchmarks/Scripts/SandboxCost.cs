using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Jint;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.Benchmarks.Scripts;

/// <summary>
/// What the sandbox costs: the same script on a bare engine, without limit or hardening, and in a script world of the product.
/// Read the column Ratio. <c>dotnet run -c Release --project benchmarks/NFlow.Runtime.Benchmarks -- --filter *SandboxCost*</c>
/// </summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class SandboxCost
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.Ordinal)
    {
        ["hello"] = "function main() { return { hello: 'world' }; }",
        ["loop"] = "function main() { var sum = 0; for (var i = 0; i < 20000; i++) { sum += i * i % 7; } return { sum: sum }; }",
        ["join"] = "function main() { var html = ''; for (var i = 0; i < 500; i++) { html += '<p>' + String(i) + '</p>'; } return { html: html }; }",
        ["calls"] = "function add(a, b) { return a + b; } function main() { var n = 0; for (var i = 0; i < 5000; i++) { n = add(n, i); } return { n: n }; }",
    };

    private Prepared<Acornima.Ast.Script> _bare;
    private IScriptEngine _engine = null!;
    private CompiledScript _script = null!;
    private NodeDefinition _node = null!;
    private RunContext _run = null!;

    [Params("hello", "loop", "join", "calls")]
    public string Script { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var source = Sources[Script];
        _bare = Engine.PrepareScript(source + "\nmain();");
        var services = new ServiceCollection().AddLogging();
        services.AddNFlowCore();
        var provider = services.BuildServiceProvider();
        _engine = provider.GetRequiredService<IScriptEngine>();
        _script = _engine.Compile(source, Script);
        var document = new { drawflow = new { flow = new { data = new { n = new { id = "n", data = new { type = "js", code = source }, outputs = new { } } } } } };
        var app = AppDefinitionReader.Read("app", JsonSerializer.SerializeToUtf8Bytes(document));
        _node = app.Flows[0].Nodes[0];
        _run = new RunContext("run", app, app.Flows[0], new WorkflowRequest(), new WorkflowResponse(), new Dictionary<string, string>(), new RunSession(null, new Dictionary<string, string>(), new FormState(int.MaxValue)), provider, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, isFork: false);
    }

    [Benchmark(Baseline = true)]
    public object BareEngine() => new Engine().Evaluate(_bare);

    [Benchmark]
    public async Task<object> Sandboxed()
    {
        await using var scope = _engine.CreateScope(_run);
        return await scope.RunAsync(_script, new ScriptFrame(_node, null, Payload.Empty, "output_1"), CancellationToken.None);
    }
}
