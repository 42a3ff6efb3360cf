using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Tests.Execution;

/// <summary>The real engine, and what runs leave: their scopes, and the results of their scripts.</summary>
internal sealed class RememberingEngine(IServiceProvider services) : WrappingEngine(services)
{
    public List<JintScope> Scopes { get; } = [];

    public List<ScriptCompletion> Results { get; } = [];

    /// <summary>The Jint engines that have run scripts.</summary>
    public List<WeakReference> Worlds { get; } = [];

    protected override IScriptScope Wrap(JintScope scope)
    {
        Scopes.Add(scope);
        return new Scope(scope, this);
    }

    private sealed class Scope(JintScope scope, RememberingEngine owner) : IScriptScope
    {
        public async ValueTask<ScriptCompletion> RunAsync(CompiledScript script, ScriptFrame frame, CancellationToken cancellationToken)
        {
            var completion = await scope.RunAsync(script, frame, cancellationToken);
            owner.Results.Add(completion);
            owner.Worlds.Add(new WeakReference(scope.Engine));
            return completion;
        }

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
