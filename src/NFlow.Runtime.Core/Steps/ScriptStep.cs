using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Steps;

/// <summary>A <c>js</c> node: runs its own code, or the module it names, in the run's script world.</summary>
internal sealed class ScriptStep(IScriptEngine scripts) : IStep
{
    private const string NothingToDo = "function main(){}";

    public ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var run = context.FlowRun;
        var node = context.Node;
        var script = node.CompiledScript ??= Compile(context.Run.App, node);
        var running = run.Scope.RunAsync(script, new ScriptFrame(node, context.Run.PreviousNode, run.Payload, StepResult.DefaultPort), cancellationToken);
        return running.IsCompletedSuccessfully ? new(ToResult(running.Result)) : AwaitAsync(running);
    }

    private static async ValueTask<StepResult> AwaitAsync(ValueTask<ScriptCompletion> running) => ToResult(await running.ConfigureAwait(false));

    private static StepResult ToResult(ScriptCompletion completion) => new(completion.Next, completion.Payload);

    private CompiledScript Compile(AppDefinition app, NodeDefinition node)
    {
        var name = node.Name.Length > 0 ? node.Name : node.Id;
        if (node.ReadText("code") is { Length: > 0 } code)
            return scripts.Compile(code, name);
        if (node.ReadText("script") is not { Length: > 0 } moduleName)
            return scripts.Compile(NothingToDo, name);
        if (app.Modules.TryGetValue(moduleName, out var module))
            return scripts.Compile(module.Code.Length > 0 ? module.Code : NothingToDo, moduleName);

        throw new RunFailedException(new RunError(RunErrorKind.UnknownModule, $"Module '{moduleName}' does not exist."));
    }
}
