using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>Writes a JSON value as XML: members become elements, arrays repeat their element, names that XML forbids are escaped.</summary>
internal static class JsonToXml
{
    private const string DefaultRoot = "response";
    private const string ItemName = "item";

    public static void Write(JsonElement json, IBufferWriter<byte> body, string? indent)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = true,
            Indent = indent is { Length: > 0 },
            IndentChars = indent is { Length: > 0 } ? indent : "  ",
            NewLineChars = "\n",
            CheckCharacters = true,
        };
        body.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8);
        using var stream = new BufferWriterStream(body);
        using var writer = XmlWriter.Create(stream, settings);
        if (json.ValueKind == JsonValueKind.Object && json.GetPropertyCount() == 1 && json.EnumerateObject().First() is var only && only.Value.ValueKind != JsonValueKind.Array)
            WriteElement(writer, only.Name, only.Value);
        else if (json.ValueKind == JsonValueKind.String)
            WriteElement(writer, "string", json);
        else
            WriteElement(writer, DefaultRoot, json);
    }

    private static void WriteElement(XmlWriter writer, string name, JsonElement json)
    {
        writer.WriteStartElement(XmlConvert.EncodeLocalName(name.Length == 0 ? ItemName : name));
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                    if (member.Value.ValueKind == JsonValueKind.Array)
                        foreach (var item in member.Value.EnumerateArray())
                            WriteElement(writer, member.Name, item);
                    else
                        WriteElement(writer, member.Name, member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                    WriteElement(writer, ItemName, item);
                break;
            default:
                writer.WriteString(ReplaceForbidden(json.AsText()));
                break;
        }

        writer.WriteEndElement();
    }

    /// <summary>XML cannot hold most control characters, not even escaped; Go writes U+FFFD in their place, and so do we.</summary>
    private static string ReplaceForbidden(string text)
    {
        var clean = true;
        for (var i = 0; i < text.Length && clean; i++)
            clean = XmlConvert.IsXmlChar(text[i]);
        if (clean)
            return text;

        return string.Create(text.Length, text, static (span, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
                span[i] = isPair || XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD';
                if (isPair)
                    span[++i] = text[i];
            }
        });
    }
}
