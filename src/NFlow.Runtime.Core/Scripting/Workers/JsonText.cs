using System.Globalization;
using System.Text;
using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>Simple values as the text of <c>JSON.stringify</c>, to the letter.</summary>
internal static class JsonText
{
    /// <returns>Null when there is none.</returns>
    public static byte[]? Of(HostValue value) => value.Kind switch
    {
        HostValueKind.Null => "null"u8.ToArray(),
        HostValueKind.Boolean => value.Number != 0 ? "true"u8.ToArray() : "false"u8.ToArray(),
        HostValueKind.Number => double.IsFinite(value.Number) ? Encoding.UTF8.GetBytes(ScriptText.Of(value.Number)) : "null"u8.ToArray(),
        HostValueKind.String => Quote(value.Text),
        _ => null,
    };

    private static byte[] Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                quoted.Append(character).Append(text[++i]);
            else if (char.IsSurrogate(character) || character < ' ')
                quoted.Append(Escape(character));
            else if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else
                quoted.Append(character);
        }

        return Encoding.UTF8.GetBytes(quoted.Append('"').ToString());
    }

    private static string Escape(char character) => character switch
    {
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };
}
