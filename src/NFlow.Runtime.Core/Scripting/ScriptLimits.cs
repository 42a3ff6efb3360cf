using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Scripting;

/// <summary>What one run may use. Always enforced; a script cannot catch or outlive a limit. Each budget spans all nodes of a run.</summary>
public sealed class ScriptLimits
{
    /// <summary>Script time in a run, waiting excluded.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan ExecutionTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for a whole run, waiting for host calls included.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan RunDeadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Statements and operations a run may execute.</summary>
    /// <value>10,000,000.</value>
    [Range(1, long.MaxValue)]
    public long MaxOperations { get; set; } = 10_000_000;

    /// <summary>Bytes a run's scripts may allocate in total.</summary>
    /// <value>128 MiB.</value>
    [Range(1024 * 1024, long.MaxValue)]
    public long MaxMemoryBytes { get; set; } = 128L << 20;

    /// <summary>Depth of script calls.</summary>
    /// <value>1,000.</value>
    [Range(10, 10_000)]
    public int MaxRecursionDepth { get; set; } = 1_000;

    /// <summary>Elements an array may have.</summary>
    /// <value>1,000,000.</value>
    [Range(1, 100_000_000)]
    public int MaxArrayLength { get; set; } = 1_000_000;

    /// <summary>Characters a string may have.</summary>
    /// <value>8,000,000.</value>
    [Range(1, 500_000_000)]
    public int MaxStringLength { get; set; } = 8_000_000;

    /// <summary>Time for one match of a regular expression.</summary>
    /// <value>200 milliseconds.</value>
    public TimeSpan RegexTimeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Nesting of JSON values, read or written.</summary>
    /// <value>64.</value>
    [Range(1, 512)]
    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>Characters in one script.</summary>
    /// <value>131,072.</value>
    [Range(1, 16_777_216)]
    public int MaxSourceLength { get; set; } = 128 * 1024;

    /// <summary>Bytes of JSON in a payload when it leaves the script world.</summary>
    /// <value>4 MiB.</value>
    [Range(1024, int.MaxValue)]
    public int MaxPayloadBytes { get; set; } = 4 << 20;

    /// <summary>Bytes of one response.</summary>
    /// <value>16 MiB.</value>
    [Range(1024, int.MaxValue)]
    public int MaxResponseBytes { get; set; } = 16 << 20;

    /// <summary>Characters a run may write to the log.</summary>
    /// <value>65,536.</value>
    [Range(0, int.MaxValue)]
    public int MaxLogLength { get; set; } = 64 * 1024;
}
