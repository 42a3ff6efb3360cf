namespace NFlow.Runtime.Scripting;

/// <summary>How long a script global keeps its value.</summary>
public enum HostGlobalLifetime
{
    /// <summary>Computed when first read in a run, kept for the run.</summary>
    Run,

    /// <summary>Computed anew for each node that reads it.</summary>
    Node,
}
