namespace NFlow.Runtime.Scripting;

/// <summary>A script ready to run in any scope of the engine that compiled it. Immutable; shared between threads.</summary>
internal abstract class CompiledScript(string name)
{
    /// <summary>What the script is called in errors.</summary>
    public string Name { get; } = name;
}
