using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Scripting;

/// <summary>How scripts are executed.</summary>
public sealed class ScriptExecutionOptions
{
    /// <summary>Scripts that execute at the same time; waiting for a host call does not count. Further runs queue.</summary>
    /// <value>200.</value>
    [Range(1, 10_000)]
    public int MaxConcurrency { get; set; } = 200;

    /// <summary>How long a run waits for its turn before it is answered 503.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan AcquireTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Engines made ready when the host starts, where the isolation mode prepares any.</summary>
    /// <value>The number of processors.</value>
    [Range(0, 10_000)]
    public int Preload { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Whether runs may use an engine that an earlier run of the same flow used, where the scripts of both can, by their syntax, leave nothing
    /// behind in it. Otherwise each run has a new engine, which costs it some 10 µs and 15 KB.
    /// </summary>
    /// <value>true.</value>
    public bool KeepsEngines { get; set; } = true;

    /// <summary>What stands between scripts and the server.</summary>
    /// <value><see cref="ScriptIsolation.None"/>.</value>
    public ScriptIsolation Isolation { get; set; }

    /// <summary>The worker processes, where <see cref="Isolation"/> asks for them. With the host start <see cref="Preload"/> of them, at most one for each processor; <see cref="MaxConcurrency"/> does not count then.</summary>
    public ScriptWorkerOptions Workers { get; } = new();
}
