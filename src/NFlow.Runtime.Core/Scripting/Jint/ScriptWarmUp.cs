using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Forks;
using NFlow.Runtime.Model;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Runs scripts for nobody that reach most of the engine, so that the first run of an author finds it compiled.</summary>
internal static class ScriptWarmUp
{
    private static readonly Dictionary<string, string> Nothing = [];

    private static readonly string[] Scripts =
    [
        "function main() { const name = payload.name || 'you'; return { text: `Hello ${name}`, sum: 1 + 2 }; }",
        "function main() { const all = [3, 1, 2].map(x => ({ x })).filter(o => o.x > 1); payload.all = all; payload.text = `${JSON.stringify(all)}`.replace(/x/g, 'y'); return payload; }",
    ];

    /// <summary>Warms this process with an engine that is gone afterwards.</summary>
    public static void Run()
    {
        var options = Options.Create(new NFlowOptions());
        using var engine = new JintScriptEngine(new HostSurfaceBuilder().Build(), new JintScriptAnalyzer(options), options, TimeProvider.System, NullLogger<JintScriptEngine>.Instance);
        Run(engine);
    }

    /// <summary>Warms an engine.</summary>
    public static void Run(JintScriptEngine engine)
    {
        var app = AppDefinitionReader.Read("app", """{"drawflow":{"flow":{"data":{"n":{"id":"n","data":{"type":"js"},"outputs":{}}}}}}"""u8.ToArray(), "");
        foreach (var script in Scripts)
            Run(engine, app, script);
    }

    private static void Run(JintScriptEngine engine, AppDefinition app, string script)
    {
        var flow = app.Flows[0];
        var form = new FormState();
        var run = new RunContext("warm-up", app, flow, new WorkflowRequest(), new WorkflowResponse(), Nothing, new RunSession(null, Nothing, form), NoServices.Instance, NullLogger.Instance, isFork: false);
        var scope = engine.CreateScope(run);
        var completion = scope.RunAsync(engine.Compile(script, "warm-up"), new ScriptFrame(flow.Nodes[0], null, Payload.Empty, ""), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        completion.Payload.SaveTo(form);
        form.ToJson();
        scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
