using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Tests.Execution;

/// <summary>The real engine, with something around the script world of every run.</summary>
internal abstract class WrappingEngine(IServiceProvider services) : IScriptEngine, IDisposable
{
    private readonly JintScriptEngine _engine = ActivatorUtilities.CreateInstance<JintScriptEngine>(services);

    public CompiledScript Compile(string source, string name) => _engine.Compile(source, name);

    public CompiledScript? CompileFunction(string source, string functionName, string name) => _engine.CompileFunction(source, functionName, name);

    public IScriptScope CreateScope(RunContext run) => Wrap((JintScope)_engine.CreateScope(run));

    public void Dispose() => _engine.Dispose();

    protected abstract IScriptScope Wrap(JintScope scope);
}
