using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Recording;

/// <summary>How runs are recorded. A recording holds the app's scripts and what the run read and wrote: keep the folder as confidential as the database.</summary>
public sealed class RunRecorderOptions
{
    /// <summary>Folder of the recordings; created when the first is written. A relative path is resolved against the working directory.</summary>
    /// <value>Empty: it must be named.</value>
    [Required(AllowEmptyStrings = false)]
    public string Folder { get; set; } = "";

    /// <summary>Which runs are recorded.</summary>
    /// <value><see cref="RunRecordingMode.OnRequest"/>.</value>
    public RunRecordingMode Mode { get; set; }

    /// <summary>What header <c>X-NFlow-Record</c> must carry, at least 16 characters. Without it no request can ask to be recorded.</summary>
    /// <value>Empty.</value>
    public string Token { get; set; } = "";

    /// <summary>Bytes of one recording; a run that needs more is not recorded, and a warning says so.</summary>
    /// <value>4 MiB.</value>
    [Range(1024, int.MaxValue)]
    public int MaxBytes { get; set; } = 4 << 20;

    /// <summary>Recordings in the folder; the oldest goes when there are more.</summary>
    /// <value>100.</value>
    [Range(1, 100_000)]
    public int MaxFiles { get; set; } = 100;

    /// <summary>How long the recording of an answered run waits for its forks.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan ForkPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Further names whose values are secret: of headers, cookies, form fields, members of JSON objects and arguments. Names that contain <c>password</c>, <c>secret</c>, <c>token</c>, <c>key</c> and the like are secret without being listed.</summary>
    /// <value>Empty.</value>
    public IList<string> SecretNames { get; } = [];
}
