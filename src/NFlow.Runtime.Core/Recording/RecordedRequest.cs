namespace NFlow.Runtime.Recording;

/// <summary>The request that started a recorded run.</summary>
internal sealed record RecordedRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public string Query { get; init; } = "";

    public string Scheme { get; init; } = "http";

    public string Host { get; init; } = "localhost";

    public string RemoteAddress { get; init; } = "";

    public string ContentType { get; init; } = "";

    public Dictionary<string, IReadOnlyList<string>> Headers { get; init; } = [];

    public Dictionary<string, string> Cookies { get; init; } = [];

    public Dictionary<string, IReadOnlyList<string>> Form { get; init; } = [];

    /// <summary>The body as text; null when it has none or is not text.</summary>
    public string? Body { get; init; }

    /// <summary>A body that is not text.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Whether the client came with a session.</summary>
    public bool HasSession { get; init; }

    /// <summary>Names of uploaded files, whose contents are not recorded.</summary>
    public List<string> Files { get; init; } = [];
}
