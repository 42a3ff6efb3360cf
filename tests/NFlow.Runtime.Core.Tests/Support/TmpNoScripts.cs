using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
namespace NFlow.Runtime.Tests.Support;
internal sealed class TmpNoScripts : IScriptEngine
{
    public CompiledScript Compile(string source, string name) => throw new NotSupportedException();
    public CompiledScript? CompileFunction(string source, string functionName, string name) => null;
    public IScriptScope CreateScope(RunContext run) => throw new NotSupportedException();
}
