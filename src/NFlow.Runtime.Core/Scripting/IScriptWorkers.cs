namespace NFlow.Runtime.Scripting;

/// <summary>The worker processes of a host whose scripts run in some (<see cref="ScriptIsolation.Process"/>), for operators: the service <see cref="IScriptLoad"/> of such a host is one. Thread-safe.</summary>
public interface IScriptWorkers : IScriptLoad
{
    /// <summary>Processes that are ready or serve a run.</summary>
    int Alive { get; }

    /// <summary>Processes that have ended since the host started, for whatever reason.</summary>
    long Ended { get; }

    /// <summary>Why the last process that was to be started is not there; null when it is.</summary>
    string? Problem { get; }
}
