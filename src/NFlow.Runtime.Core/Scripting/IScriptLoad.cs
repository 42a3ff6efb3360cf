namespace NFlow.Runtime.Scripting;

/// <summary>How busy the script engine is, for metrics and operators. Thread-safe.</summary>
public interface IScriptLoad
{
    /// <summary>Scripts that may execute at the same time.</summary>
    int Capacity { get; }

    /// <summary>Scripts that execute now.</summary>
    int Executing { get; }

    /// <summary>Scripts that wait for their turn.</summary>
    int Waiting { get; }
}
