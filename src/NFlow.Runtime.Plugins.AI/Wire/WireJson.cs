using System.Text.Json;
using Microsoft.Extensions.AI;

namespace NFlow.Runtime.Plugins.AI.Wire;

/// <summary>Reads what the wire formats have in common.</summary>
internal static class WireJson
{
    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>A text member; null when absent or not text.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static UsageDetails Usage(JsonElement json, string input, string output, string? total)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return new UsageDetails();
        var usage = new UsageDetails { InputTokenCount = Count(json, input), OutputTokenCount = Count(json, output) };
        usage.TotalTokenCount = total is null ? usage.InputTokenCount + usage.OutputTokenCount : Count(json, total);
        return usage;
    }

    private static long? Count(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) ? count : null;
}
