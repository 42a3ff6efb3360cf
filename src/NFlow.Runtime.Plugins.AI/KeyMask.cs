using System.Text;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>Removes a key from text that somebody else wrote, such as a service's error.</summary>
internal static class KeyMask
{
    private const string Mask = "***";
    private const int TellingLength = 8;

    /// <summary>Masks the key, encoded forms of it, and every part of it that is long enough to tell something.</summary>
    public static string Apply(string text, string key)
    {
        if (key.Length == 0)
            return text;
        text = text.Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(key)), Mask, StringComparison.Ordinal)
            .Replace(Uri.EscapeDataString(key), Mask, StringComparison.OrdinalIgnoreCase)
            .Replace(key, Mask, StringComparison.OrdinalIgnoreCase);
        return key.Length < TellingLength ? text : MaskParts(text, key);
    }

    /// <summary>Services quote keys shortened, such as <c>sk-proj-ab…</c>.</summary>
    private static string MaskParts(string text, string key)
    {
        var masked = new StringBuilder(text.Length);
        for (var position = 0; position < text.Length;)
        {
            var shared = SharedLength(text.AsSpan(position), key);
            if (shared >= TellingLength)
            {
                masked.Append(Mask);
                position += shared;
            }
            else
            {
                masked.Append(text[position++]);
            }
        }

        return masked.ToString();
    }

    private static int SharedLength(ReadOnlySpan<char> text, string key)
    {
        var longest = 0;
        for (var start = 0; start + longest < key.Length; start++)
        {
            var length = 0;
            while (length < text.Length && start + length < key.Length && char.ToUpperInvariant(text[length]) == char.ToUpperInvariant(key[start + length]))
                length++;
            longest = Math.Max(longest, length);
        }

        return longest;
    }
}
