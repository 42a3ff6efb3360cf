using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>Reads a request's body for scripts.</summary>
internal static class RequestBody
{
    /// <summary>The body as JSON; null when it is none, or is broken or nested too deeply.</summary>
    public static JsonElement? TryReadJson(WorkflowRequest request)
    {
        if (request.Body.IsEmpty || !IsJson(request.ContentType))
            return null;
        try
        {
            var reader = new Utf8JsonReader(request.Body.Span);
            return JsonElement.TryParseValue(ref reader, out var json) && !HasMore(ref reader) ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool HasMore(ref Utf8JsonReader reader) => reader.Read();

    private static bool IsJson(string contentType)
    {
        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        if (semicolon >= 0)
            type = type[..semicolon];
        type = type.Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
