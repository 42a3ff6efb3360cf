using System.Buffers.Text;
using System.Text;

namespace NFlow.Runtime.Security;

/// <summary>Reads a key as people write it.</summary>
internal static class EncryptionKey
{
    public const int Length = 32;

    /// <returns>32 bytes; null when the text is no such key.</returns>
    public static byte[]? TryParse(string text)
    {
        if (text.Length == 2 * Length && text.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(text);
        var raw = Encoding.UTF8.GetBytes(text);
        if (raw.Length == Length)
            return raw;
        var key = new byte[Length + 3];
        return Base64.IsValid(text) && Convert.TryFromBase64String(text, key, out var written) && written == Length ? key[..Length] : null;
    }
}
