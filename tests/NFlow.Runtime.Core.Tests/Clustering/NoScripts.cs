using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Tests.Clustering;

/// <summary>For apps without scripts.</summary>
internal sealed class NoScripts : IScriptEngine
{
    public CompiledScript Compile(string source, string name) => throw new NotSupportedException("This app has no scripts.");

    public CompiledScript? CompileFunction(string source, string functionName, string name) => null;

    public IScriptScope CreateScope(RunContext run) => throw new NotSupportedException("This app has no scripts.");
}
