namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Half surrogate pairs, which JavaScript strings may have and .NET's JSON cannot read as text: they become U+FFFD where data leaves the
/// script world, so that no host function can trip over one.
/// </summary>
internal static class LoneSurrogates
{
    /// <summary>How the escape of a half pair starts in JSON.</summary>
    public static ReadOnlySpan<byte> EscapeStart => "\\ud"u8;

    /// <summary>The text without them.</summary>
    public static string Replace(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : string.Concat(text.EnumerateRunes());

    /// <summary>Replaces them in JSON as <c>JSON.stringify</c> writes it: whole pairs as they are, half ones as an escape of six characters.</summary>
    public static byte[] Replace(ReadOnlySpan<byte> text)
    {
        var replaced = text.ToArray();
        var json = replaced.AsSpan();
        while (json.IndexOf((byte)'\\') is var at and >= 0)
        {
            if (json[at..].StartsWith(EscapeStart))
                "\\ufffd"u8.CopyTo(json[at..]);
            json = json[(at + 2)..];
        }

        return replaced;
    }
}
