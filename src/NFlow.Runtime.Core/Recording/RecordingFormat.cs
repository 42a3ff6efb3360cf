using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NFlow.Runtime.Recording;

/// <summary>How a recording is written: JSON that people can read and compare.</summary>
internal static class RecordingFormat
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
    };

    public static byte[] Write(Recording recording) => JsonSerializer.SerializeToUtf8Bytes(recording, Options);

    /// <summary>Reads a recording.</summary>
    /// <exception cref="JsonException">It is not one, or of another format.</exception>
    public static Recording Read(ReadOnlySpan<byte> json)
    {
        var recording = JsonSerializer.Deserialize<Recording>(json, Options) ?? throw new JsonException("The file holds null, not a recording.");
        return recording.Format == Recording.CurrentFormat
            ? recording
            : throw new JsonException($"The recording has format {recording.Format}; this version reads format {Recording.CurrentFormat}.");
    }
}
