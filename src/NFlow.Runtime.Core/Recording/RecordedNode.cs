using System.Text.Json;

namespace NFlow.Runtime.Recording;

/// <summary>One visit of a node.</summary>
internal sealed record RecordedNode
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    /// <summary>The port it chose; empty when it failed.</summary>
    public required string Port { get; init; }

    /// <summary>Payload after it; null when it failed.</summary>
    public JsonElement? Payload { get; init; }

    public bool IsWaiting { get; init; }

    public string? Error { get; init; }
}
