using System.Buffers;

namespace NFlow.Runtime.AspNetCore.Requests;

/// <summary>Header names as Go writes them, which is how existing scripts look them up: <c>x-api-KEY</c> becomes <c>X-Api-Key</c>.</summary>
internal static class GoHeaderName
{
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");

    public static string Canonicalize(string name)
    {
        if (name.AsSpan().ContainsAnyExcept(Token) || IsCanonical(name))
            return name;

        return string.Create(name.Length, name, static (span, source) =>
        {
            var upper = true;
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = upper ? char.ToUpperInvariant(source[i]) : char.ToLowerInvariant(source[i]);
                upper = source[i] == '-';
            }
        });
    }

    private static bool IsCanonical(string name)
    {
        var upper = true;
        foreach (var c in name)
        {
            if (upper ? char.IsAsciiLetterLower(c) : char.IsAsciiLetterUpper(c))
                return false;
            upper = c == '-';
        }

        return true;
    }
}
