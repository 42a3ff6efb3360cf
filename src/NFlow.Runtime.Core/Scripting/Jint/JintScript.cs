using Acornima.Ast;
using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A script parsed, analysed and rewritten for the shared global scope. Immutable.</summary>
internal sealed class JintScript(string name, Prepared<Script> program, string? functionName, ScriptTraits traits, string[] shadowedHostNames)
    : CompiledScript(name)
{
    private readonly Prepared<Script> _program = program;

    public ref readonly Prepared<Script> Program => ref _program;

    /// <summary>The global function whose call ends the program; null for a bare body.</summary>
    public string? FunctionName { get; } = functionName;

    public ScriptTraits Traits { get; } = traits;

    /// <summary>Names the script declares at top level that host functions or values also have.</summary>
    public string[] ShadowedHostNames { get; } = shadowedHostNames;

    /// <summary>Functions the script declares at top level.</summary>
    public string[] Functions { get; init; } = [];

    /// <summary>Names the script uses that are not functions of its own; an earlier script of the run may have declared them.</summary>
    public string[] FreeNames { get; init; } = [];

    /// <summary>How it runs on an engine that its flow keeps; null when it might leave something behind there.</summary>
    public TracelessForm? Traceless { get; init; }

    public bool Has(ScriptTraits trait) => (Traits & trait) != 0;
}
