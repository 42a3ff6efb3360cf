using System.Buffers;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>Copies JSON so that it can be put into HTML: the characters that matter there become escapes.</summary>
internal static class HtmlSafeJson
{
    private const byte SeparatorLead = 0xE2;

    private static readonly SearchValues<byte> Special = SearchValues.Create([(byte)'<', (byte)'>', (byte)'&', SeparatorLead]);

    public static void Copy(ReadOnlySpan<byte> json, IBufferWriter<byte> writer, bool escape)
    {
        while (escape && json.IndexOfAny(Special) is var index and >= 0)
        {
            var escaped = json[index] switch
            {
                (byte)'<' => "\\u003c"u8,
                (byte)'>' => "\\u003e"u8,
                (byte)'&' => "\\u0026"u8,
                _ => EscapeOfSeparator(json[index..]),
            };
            writer.Write(json[..index]);
            writer.Write(escaped.IsEmpty ? json.Slice(index, 1) : escaped);
            json = json[(index + (json[index] == SeparatorLead && !escaped.IsEmpty ? 3 : 1))..];
        }

        writer.Write(json);
    }

    /// <summary>The escape of U+2028 or U+2029; empty when the text starts with neither.</summary>
    private static ReadOnlySpan<byte> EscapeOfSeparator(ReadOnlySpan<byte> text) =>
        text.StartsWith("\u2028"u8) ? "\\u2028"u8 : text.StartsWith("\u2029"u8) ? "\\u2029"u8 : default;
}
