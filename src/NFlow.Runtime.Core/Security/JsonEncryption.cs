using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Security;

/// <summary>Encrypts the sensitive values of a JSON text. Thread-safe.</summary>
internal sealed class JsonEncryption
{
    /// <summary>Stands before a value that was encrypted in place.</summary>
    public const string Prefix = "enc:";

    private const string Blank = "[ENCRYPTED]";
    private const string ListName = "_encrypted_fields";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ValueCipher _cipher;
    private readonly bool _inPlace;
    private readonly HashSet<string> _fields;
    private readonly SensitivePattern[] _patterns;

    public JsonEncryption(ValueCipher cipher, IOptions<SecurityOptions> options)
    {
        var settings = options.Value;
        _cipher = cipher;
        _inPlace = settings.EncryptInPlace;
        _fields = new(settings.AlwaysEncryptFields, StringComparer.OrdinalIgnoreCase);
        _patterns =
        [
            .. settings.SensitivePatterns.Select(name => BuiltInPatterns.Create(name, settings.PatternTimeout)),
            .. settings.CustomPatterns.Select(pattern => new SensitivePattern(pattern.Key, pattern.Value, settings.PatternTimeout)),
        ];
    }

    /// <summary>Encrypts what is sensitive.</summary>
    /// <returns>The new text; null when nothing is sensitive.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public byte[]? Encrypt(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        // Only an object has room for the list.
        var listed = _inPlace || root.ValueKind != JsonValueKind.Object ? null : new Dictionary<string, string>(StringComparer.Ordinal);
        var buffer = new ArrayBufferWriter<byte>(json.Length + 256);
        var count = 0;
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            if (listed is null)
                Write(writer, root, "", null, ref count);
            else
                WriteListed(writer, root, listed, ref count);
        }

        return count == 0 ? null : [.. buffer.WrittenSpan, .. json.Span.EndsWith("\n"u8) ? "\n"u8 : default];
    }

    private void WriteListed(Utf8JsonWriter writer, JsonElement root, Dictionary<string, string> listed, ref int count)
    {
        writer.WriteStartObject();
        WriteMembers(writer, root, "", listed, ref count);
        if (listed.Count > 0)
        {
            writer.WriteStartObject(ListName);
            foreach (var (path, value) in listed)
                writer.WriteString(path, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, string path, Dictionary<string, string>? listed, ref int count)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteMembers(writer, value, path, listed, ref count);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, listed is null ? "" : $"{path}[{index++}]", listed, ref count);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when IsSensitive(value.GetString()!):
                WriteEncrypted(writer, value.GetString()!, path, listed, ref count);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void WriteMembers(Utf8JsonWriter writer, JsonElement value, string path, Dictionary<string, string>? listed, ref int count)
    {
        foreach (var member in value.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            var memberPath = listed is null ? "" : path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (_fields.Contains(member.Name) && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
                WriteEncrypted(writer, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText(), memberPath, listed, ref count);
            else
                Write(writer, member.Value, memberPath, listed, ref count);
        }
    }

    private void WriteEncrypted(Utf8JsonWriter writer, string text, string path, Dictionary<string, string>? listed, ref int count)
    {
        if (text.StartsWith(Prefix, StringComparison.Ordinal) && _cipher.TryDecrypt(text[Prefix.Length..]) is not null)
        {
            writer.WriteStringValue(text);
            return;
        }

        count++;
        if (listed is null)
        {
            writer.WriteStringValue(Prefix + _cipher.Encrypt(text));
            return;
        }

        listed[path] = _cipher.Encrypt(text);
        writer.WriteStringValue(Blank);
    }

    private bool IsSensitive(string text)
    {
        foreach (var pattern in _patterns)
            if (pattern.Occurs(text))
                return true;
        return false;
    }
}
