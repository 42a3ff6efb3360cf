using System.Text;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Modules;

/// <summary>Text encodings of bytes, by the names Node.js gives them.</summary>
internal static class ByteText
{
    public static byte[] Decode(HostCall call, string text, string encoding)
    {
        try
        {
            return Name(encoding) switch
            {
                "utf8" => Encoding.UTF8.GetBytes(text),
                "hex" => Convert.FromHexString(text),
                "base64" or "base64url" => FromBase64(text),
                "latin1" => Encoding.Latin1.GetBytes(text),
                "ascii" => Encoding.Latin1.GetBytes(text),
                "utf16le" => Encoding.Unicode.GetBytes(text),
                _ => throw Unknown(call, encoding),
            };
        }
        catch (FormatException)
        {
            throw new HostCallException($"{call.FunctionName}: the text is not valid {Name(encoding)}.", isTypeError: true);
        }
    }

    public static string Encode(HostCall call, ReadOnlySpan<byte> bytes, string encoding) => Name(encoding) switch
    {
        "utf8" => Encoding.UTF8.GetString(bytes),
        "hex" => Convert.ToHexStringLower(bytes),
        "base64" => Convert.ToBase64String(bytes),
        "base64url" => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        "latin1" => Encoding.Latin1.GetString(bytes),
        "ascii" => Encoding.ASCII.GetString(bytes),
        "utf16le" => Encoding.Unicode.GetString(bytes),
        _ => throw Unknown(call, encoding),
    };

    private static byte[] FromBase64(string text)
    {
        var trimmed = text.Trim().TrimEnd('=').Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(trimmed.PadRight((trimmed.Length + 3) / 4 * 4, '='));
    }

    private static string Name(string encoding) => encoding.ToLowerInvariant() switch
    {
        "utf-8" => "utf8",
        "binary" => "latin1",
        "ucs2" or "ucs-2" or "utf-16le" => "utf16le",
        var name => name,
    };

    private static HostCallException Unknown(HostCall call, string encoding) =>
        new($"{call.FunctionName}: encoding '{encoding}' is not one of utf8, hex, base64, base64url, latin1, ascii, utf16le.", isTypeError: true);
}
