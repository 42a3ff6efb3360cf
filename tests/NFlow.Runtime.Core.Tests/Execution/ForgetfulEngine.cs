using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Tests.Execution;

/// <summary>The real engine in a host that forgets what it has disposed, and disposes every script world twice.</summary>
internal sealed class ForgetfulEngine(IServiceProvider services) : IScriptEngine, IDisposable
{
    private readonly JintScriptEngine _engine = ActivatorUtilities.CreateInstance<JintScriptEngine>(services);

    public CompiledScript Compile(string source, string name) => _engine.Compile(source, name);

    public CompiledScript? CompileFunction(string source, string functionName, string name) => _engine.CompileFunction(source, functionName, name);

    public IScriptScope CreateScope(RunContext run) => new Scope(_engine.CreateScope(run));

    public void Dispose() => _engine.Dispose();

    private sealed class Scope(IScriptScope scope) : IScriptScope
    {
        public ValueTask<ScriptCompletion> RunAsync(CompiledScript script, ScriptFrame frame, CancellationToken cancellationToken) =>
            scope.RunAsync(script, frame, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await scope.DisposeAsync();
            await scope.DisposeAsync();
        }
    }
}
