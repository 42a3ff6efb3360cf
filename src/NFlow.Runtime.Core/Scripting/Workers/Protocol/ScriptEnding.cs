namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>How a script ended in its worker.</summary>
internal enum ScriptEnding : byte
{
    /// <summary>It ran to its end.</summary>
    Completed,

    /// <summary>It does not define the function that was to be called.</summary>
    Missing,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It passed a limit.</summary>
    Limit,

    /// <summary>It passed a limit inside native code and could not be stopped: the worker is of no more use.</summary>
    Lost,

    /// <summary>It was stopped because the server said so.</summary>
    Stopped,
}
