using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi;

/// <summary>Builds JSON objects for scripts.</summary>
internal static class HostJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>An object written member by member.</summary>
    public static HostValue Object<TState>(TState state, Action<Utf8JsonWriter, TState> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writeMembers(writer, state);
            writer.WriteEndObject();
        }

        return HostValue.FromJsonUtf8(buffer.WrittenSpan.ToArray());
    }

    /// <summary>Name → array of strings.</summary>
    public static HostValue Fields(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> fields) => Object(fields, static (writer, fields) =>
    {
        foreach (var (name, values) in fields)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
    });

    /// <summary>Name → string, or array of strings where there are several.</summary>
    public static HostValue SingleFields(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> fields) => Object(fields, static (writer, fields) =>
    {
        foreach (var (name, values) in fields)
        {
            if (values.Count == 1)
            {
                writer.WriteString(name, values[0]);
                continue;
            }

            writer.WriteStartArray(name);
            foreach (var value in values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
    });

    /// <summary>Name → string.</summary>
    public static HostValue Texts(IEnumerable<KeyValuePair<string, string>> texts) => Object(texts, static (writer, texts) =>
    {
        foreach (var (name, value) in texts)
            writer.WriteString(name, value);
    });

    /// <summary>An array of strings.</summary>
    public static HostValue Strings(IEnumerable<string> values)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartArray();
            foreach (var value in values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        return HostValue.FromJsonUtf8(buffer.WrittenSpan.ToArray());
    }
}
