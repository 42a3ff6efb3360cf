using System.Text;

namespace NFlow.Runtime.Storage.EF.Queries;

/// <summary>What text a database can hold: PostgreSQL refuses NUL and halves of surrogate pairs, which clients may well send.</summary>
internal static class StoredText
{
    /// <summary>Whether a name could be stored at all; one that could not is found nowhere.</summary>
    public static bool CanExist(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out var rune, out var consumed) != System.Buffers.OperationStatus.Done || rune.Value == 0)
                return false;
            name = name[consumed..];
        }

        return true;
    }

    /// <summary>The text with what cannot be stored replaced, and cut to a width in characters as PostgreSQL counts them.</summary>
    public static string Fit(string text, int width = int.MaxValue)
    {
        if (text.Length <= width && (IsOrdinary(text) || CanExist(text)))
            return text;
        var fitted = new StringBuilder(Math.Min(text.Length, width));
        foreach (var rune in text.EnumerateRunes())
        {
            if (width-- == 0)
                break;
            fitted.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        }

        return fitted.ToString();
    }

    /// <summary>Most texts have neither NUL nor surrogates, which is told many characters at a time.</summary>
    private static bool IsOrdinary(ReadOnlySpan<char> text) => !text.ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\0');
}
