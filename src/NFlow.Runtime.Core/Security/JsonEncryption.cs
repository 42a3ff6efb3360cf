using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;

namespace NFlow.Runtime.Security;

/// <summary>Encrypts the sensitive values of a JSON text. Thread-safe.</summary>
internal sealed class JsonEncryption(ValueCipher cipher, IOptions<SecurityOptions> options, PatternOverruns overruns, ILogger<JsonEncryption> logger)
{
    /// <summary>Stands before a value that was encrypted in place.</summary>
    public const string Prefix = "enc:";

    private const string Blank = "[ENCRYPTED]";
    private const string ListName = "_encrypted_fields";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly MadeFrom<SecurityOptions, SensitiveValues> _sensitive = new(options, static settings => new SensitiveValues(settings));

    /// <summary>Encrypts what is sensitive.</summary>
    /// <returns>The new text; null when nothing is sensitive.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public byte[]? Encrypt(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var sensitive = new SensitiveSearch(_sensitive.Value, options.Value.PatternTimeout, overruns, logger);
        // Most answers hold nothing sensitive: they are searched, and not written anew.
        if (!Occurs(root, sensitive))
            return null;

        // Only an object has room for the list.
        var listed = sensitive.InPlace || root.ValueKind != JsonValueKind.Object ? null : new Dictionary<string, string>(StringComparer.Ordinal);
        var buffer = new ArrayBufferWriter<byte>(json.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            if (listed is null)
                Write(writer, root, "", null, sensitive);
            else
                WriteListed(writer, root, listed, sensitive);
        }

        return [.. buffer.WrittenSpan, .. json.Span.EndsWith("\n"u8) ? "\n"u8 : default];
    }

    private static bool Occurs(JsonElement value, SensitiveSearch sensitive)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    if (sensitive.IsAlwaysEncrypted(member) || Occurs(member.Value, sensitive))
                        return true;
                return false;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    if (Occurs(item, sensitive))
                        return true;
                return false;
            default:
                return sensitive.IsSensitive(value);
        }
    }

    private void WriteListed(Utf8JsonWriter writer, JsonElement root, Dictionary<string, string> listed, SensitiveSearch sensitive)
    {
        writer.WriteStartObject();
        WriteMembers(writer, root, "", listed, sensitive);
        if (listed.Count > 0)
        {
            writer.WriteStartObject(ListName);
            foreach (var (path, value) in listed)
                writer.WriteString(path, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, string path, Dictionary<string, string>? listed, SensitiveSearch sensitive)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteMembers(writer, value, path, listed, sensitive);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, listed is null ? "" : $"{path}[{index++}]", listed, sensitive);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when sensitive.IsSensitive(value):
                WriteEncrypted(writer, value.GetString()!, path, listed);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void WriteMembers(Utf8JsonWriter writer, JsonElement value, string path, Dictionary<string, string>? listed, SensitiveSearch sensitive)
    {
        foreach (var member in value.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            var memberPath = listed is null ? "" : path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (sensitive.IsAlwaysEncrypted(member))
                WriteEncrypted(writer, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText(), memberPath, listed);
            else
                Write(writer, member.Value, memberPath, listed, sensitive);
        }
    }

    private void WriteEncrypted(Utf8JsonWriter writer, string text, string path, Dictionary<string, string>? listed)
    {
        if (text.StartsWith(Prefix, StringComparison.Ordinal) && cipher.TryDecrypt(text[Prefix.Length..]) is not null)
        {
            writer.WriteStringValue(text);
            return;
        }

        if (listed is null)
        {
            writer.WriteStringValue(Prefix + cipher.Encrypt(text));
            return;
        }

        listed[path] = cipher.Encrypt(text);
        writer.WriteStringValue(Blank);
    }
}
