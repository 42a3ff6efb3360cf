using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Tests.Execution;

/// <summary>The real engine in a host that forgets what it has disposed, and disposes every script world twice.</summary>
internal sealed class ForgetfulEngine(IServiceProvider services) : WrappingEngine(services)
{
    protected override IScriptScope Wrap(JintScope scope) => new Scope(scope);

    private sealed class Scope(JintScope scope) : IScriptScope
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
