using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting;

/// <summary>Compiles scripts and makes the isolated worlds they run in. Thread-safe.</summary>
internal interface IScriptEngine
{
    /// <summary>Compiles a node's script; cached by content.</summary>
    /// <param name="source">What the author wrote: <c>function main(){…}</c>, its async form, or a bare body.</param>
    /// <param name="name">What to call it in errors: a node or module name.</param>
    /// <exception cref="ScriptException">It does not compile; the message has line and column of the author's text.</exception>
    CompiledScript Compile(string source, string name);

    /// <summary>Compiles a script of which one named function is called (<c>auth</c>, <c>log</c>); cached by content.</summary>
    /// <param name="source">Script text that may define the function.</param>
    /// <param name="functionName">The function to call.</param>
    /// <param name="name">What to call the script in errors.</param>
    /// <returns>Null when the source does not define the function.</returns>
    /// <exception cref="ScriptException">It does not compile.</exception>
    CompiledScript? CompileFunction(string source, string functionName, string name);

    /// <summary>Makes the world for one run: nothing it does is visible to any other.</summary>
    /// <param name="run">The run that host functions will see.</param>
    IScriptScope CreateScope(RunContext run);
}
