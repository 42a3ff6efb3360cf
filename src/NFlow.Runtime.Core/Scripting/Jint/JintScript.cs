using Acornima.Ast;
using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A script parsed, analysed and rewritten for the shared global scope. Immutable.</summary>
internal sealed class JintScript(string name, Prepared<Script> program, string? functionName, ScriptTraits traits, IReadOnlyList<string> declaredNames)
    : CompiledScript(name)
{
    private readonly Prepared<Script> _program = program;

    public ref readonly Prepared<Script> Program => ref _program;

    /// <summary>The global function whose call ends the program; null for a bare body.</summary>
    public string? FunctionName { get; } = functionName;

    public ScriptTraits Traits { get; } = traits;

    /// <summary>Names the script declares at top level that host functions or values also have.</summary>
    public IReadOnlyList<string> ShadowedHostNames { get; } = declaredNames;

    public bool Has(ScriptTraits trait) => (Traits & trait) != 0;
}
