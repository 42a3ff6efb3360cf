namespace NFlow.Runtime.Scripting;

/// <summary>How much a <see cref="ScriptFinding"/> matters.</summary>
public enum ScriptFindingSeverity
{
    /// <summary>Worth a look.</summary>
    Low,

    /// <summary>May be meant, may be a mistake.</summary>
    Medium,

    /// <summary>An attempt at something scripts cannot or must not do.</summary>
    High,
}
