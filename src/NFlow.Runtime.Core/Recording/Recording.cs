using System.Text.Json;

namespace NFlow.Runtime.Recording;

/// <summary>A recorded run as it is kept in a file.</summary>
internal sealed record Recording
{
    /// <summary>The format this version writes, and the only one it reads.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required string RuntimeVersion { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required RecordedApp App { get; init; }

    public required RecordedRequest Request { get; init; }

    /// <summary>The session as the run found it, by part.</summary>
    public Dictionary<string, JsonElement> Session { get; init; } = [];

    /// <summary>The main run, then its forks in the order in which they began.</summary>
    public List<RecordedRun> Runs { get; init; } = [];

    public required RecordedResponse Response { get; set; }
}
