using System.Runtime.InteropServices;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>Reads a request's body for scripts.</summary>
internal static class RequestBody
{
    /// <summary>The body as JSON; null when it is none, or is broken or nested too deeply.</summary>
    /// <remarks>An object or array is only checked here: it is parsed once, where it becomes a script's value.</remarks>
    public static HostValue? TryReadJson(WorkflowRequest request)
    {
        if (request.Body.IsEmpty || !IsJson(request.ContentType))
            return null;
        try
        {
            var reader = new Utf8JsonReader(request.Body.Span);
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                return ReadScalar(ref reader);
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            return reader.Read() ? null : HostValue.FromJsonUtf8(Bytes(request.Body[start..end]));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HostValue? ReadScalar(ref Utf8JsonReader reader)
    {
        var value = HostValue.FromJson(JsonElement.ParseValue(ref reader));
        return reader.Read() ? null : value;
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment is { Offset: 0, Array: { } array } && array.Length == segment.Count ? array : memory.ToArray();

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
