using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting;

/// <summary>What a script left behind.</summary>
/// <param name="Next">Value of the global <c>next</c> as text.</param>
/// <param name="Payload">What it returned, if an object, else the value of the global <c>payload</c>.</param>
internal readonly record struct ScriptCompletion(string Next, Payload Payload)
{
    /// <summary>Whether the script turned out not to define the function that was to be called, where only running it could tell.</summary>
    public bool IsMissing { get; init; }
}
