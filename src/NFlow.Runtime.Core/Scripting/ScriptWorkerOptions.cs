using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Scripting;

/// <summary>The worker processes of <see cref="ScriptIsolation.Process"/>.</summary>
public sealed class ScriptWorkerOptions
{
    /// <summary>Worker processes at most. A run has one to itself from its first script to its end, awaits included; further runs queue. Started on demand; an idle one holds some 60 MB.</summary>
    /// <value>16.</value>
    [Range(1, 1_000)]
    public int MaxProcesses { get; set; } = 16;

    /// <summary>Bytes a worker may hold: the limit of its heap. One whose process grows 256 MB beyond it, outside the heap, is killed.</summary>
    /// <value>256 MiB.</value>
    [Range(64L << 20, 1L << 40)]
    public long MaxMemoryBytes { get; set; } = 256L << 20;

    /// <summary>Runs after which a worker is replaced by a new one. With 1, no two runs ever share a process.</summary>
    /// <value>1,000.</value>
    [Range(1, int.MaxValue)]
    public int RecycleAfterRuns { get; set; } = 1_000;

    /// <summary>How long a worker may take until it is ready.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Program and arguments that start a worker; when empty, <c>dotnet exec</c> of <c>NFlow.Runtime.Worker.dll</c> beside the application.</summary>
    /// <value>Empty.</value>
    public IList<string> Command { get; } = [];
}
