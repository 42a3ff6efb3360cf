namespace NFlow.Runtime.Scripting;

/// <summary>How a script sees a host function's result.</summary>
public enum HostFunctionMode
{
    /// <summary>Computed at once.</summary>
    Synchronous,

    /// <summary>A promise; nobody waits and no thread is held.</summary>
    Asynchronous,

    /// <summary>The value itself, although the host waits for it: the script stands still, its slot is given back meanwhile. For functions that existing apps call without <c>await</c>.</summary>
    Blocking,
}
