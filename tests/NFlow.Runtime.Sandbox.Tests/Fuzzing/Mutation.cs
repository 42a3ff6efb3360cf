namespace NFlow.Runtime.Sandbox.Tests.Fuzzing;

/// <summary>Bends a text: pieces cut out, doubled, moved, taken from another text, or multiplied.</summary>
internal static class Mutation
{
    private const int MaxLength = 60_000;

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", ",", ";", "'", "\"", "`", "${", "...", "=>", "await ", "yield ", "new ", "async ", "function* ", "/", "*", "\\", "\0", "\u2028", "\ud800", "0x", "1e", "??=", "?.", "//", "/*", "<!--", "#", "@", "{{", "}}", "\"a\":", "null", ":", "-", "=", "[[", "\n",
    ];

    public static string Bend(string text, string other, FuzzRandom random)
    {
        for (var times = 1 + random.Below(4); times > 0 && text.Length < MaxLength; times--)
            text = Once(text, other, random);
        return text;
    }

    private static string Once(string text, string other, FuzzRandom random)
    {
        var start = random.Below(text.Length + 1);
        var length = Math.Min(random.Below(60), text.Length - start);
        switch (random.Below(6))
        {
            case 0:
                return text.Remove(start, length);
            case 1:
                return text.Insert(random.Below(text.Length + 1), text.Substring(start, length));
            case 2:
                var from = random.Below(other.Length + 1);
                return text.Insert(start, other.Substring(from, Math.Min(random.Below(200), other.Length - from)));
            case 3:
                return text.Insert(start, random.Of(Pieces));
            case 4:
                return text.Insert(start, string.Concat(Enumerable.Repeat(text.Substring(start, Math.Min(length, 12)), random.Below(1_500))));
            default:
                return string.Concat(text.AsSpan(start), text.AsSpan(0, start));
        }
    }
}
