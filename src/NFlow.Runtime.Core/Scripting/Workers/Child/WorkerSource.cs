using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>A script as the server sent it.</summary>
/// <param name="Name">What it is called in errors.</param>
/// <param name="Function">The function of it to call; null for a node's script.</param>
/// <param name="Text">What the author wrote.</param>
internal sealed record WorkerSource(string Name, string? Function, string Text)
{
    private CompiledScript? _compiled;

    /// <summary>The script, compiled when first asked; null when it does not define the function.</summary>
    /// <exception cref="ScriptException">It does not compile.</exception>
    public CompiledScript? Compile(JintScriptEngine engine) =>
        _compiled ??= Function is null ? engine.Compile(Text, Name) : engine.CompileFunction(Text, Function, Name);
}
