using System.Text;
using System.Text.Json;

namespace NFlow.Runtime.Templating.Values;

/// <summary>Reads JSON strings, also those with half a surrogate pair, which <see cref="JsonElement.GetString"/> refuses.</summary>
internal static class JsonText
{
    public static string Read(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(element.GetRawText().AsSpan(1..^1));
        }
    }

    public static string ReadName(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            var raw = property.ToString().AsSpan();
            return Unescape(raw[1..EndOfString(raw)]);
        }
    }

    private static int EndOfString(ReadOnlySpan<char> raw)
    {
        var end = 1;
        while (raw[end] != '"')
            end += raw[end] == '\\' ? 2 : 1;
        return end;
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            var escape = raw[++i];
            text.Append(escape switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(raw.Slice(i + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null),
                _ => escape,
            });
            if (escape == 'u')
                i += 4;
        }

        return text.ToString();
    }
}
