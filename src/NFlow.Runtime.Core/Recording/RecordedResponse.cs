namespace NFlow.Runtime.Recording;

/// <summary>The answer of a recorded run.</summary>
internal sealed record RecordedResponse
{
    public int Status { get; init; }

    public string? ContentType { get; init; }

    public bool IsAnswered { get; init; }

    public List<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body as text; null when it is not text, or was streamed.</summary>
    public string? Body { get; init; }

    public byte[]? Bytes { get; init; }

    public bool IsStreamed { get; init; }
}
