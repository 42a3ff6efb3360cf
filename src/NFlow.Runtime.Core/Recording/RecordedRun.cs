using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Recording;

/// <summary>What came into one run from outside, and what it did: the main run, or a fork.</summary>
internal sealed record RecordedRun
{
    public required string Id { get; init; }

    /// <summary>Id of the run it was forked from; null for the main run.</summary>
    public string? ParentId { get; init; }

    public List<RecordedNode> Nodes { get; init; } = [];

    public List<RecordedCall> Calls { get; init; } = [];

    /// <summary>Values from outside by global name, as first read.</summary>
    public Dictionary<string, JsonElement> Globals { get; init; } = [];

    /// <summary>What the script's clock showed at each look, in milliseconds since 1970.</summary>
    public List<long> Clock { get; init; } = [];

    public List<double> Random { get; init; } = [];

    public List<Guid> Ids { get; init; } = [];

    /// <summary>How it ended; null when it had not ended as the recording was written.</summary>
    public RunStatus? Status { get; set; }

    public RunErrorKind? ErrorKind { get; set; }

    public string? Error { get; set; }
}
