namespace NFlow.Runtime.Http;

/// <summary>A call a script wants to make.</summary>
internal sealed record OutboundRequest(string Function, HttpMethod Method, Uri Address)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public byte[]? Body { get; init; }

    public TimeSpan? Timeout { get; init; }
}
