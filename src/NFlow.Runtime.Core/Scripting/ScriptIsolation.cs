namespace NFlow.Runtime.Scripting;

/// <summary>What stands between scripts and the server.</summary>
public enum ScriptIsolation
{
    /// <summary>The sandbox alone: scripts run inside the server's process, on limits that hold.</summary>
    None,

    /// <summary>The sandbox, in a process of its own: a worker that has the script and nothing else, and that can be killed. For authors who mean harm.</summary>
    Process,
}
