using NFlow.Runtime.Templating.Execution;

namespace NFlow.Runtime.Templating.Formatting;

/// <summary>What stands between the <c>%</c> and the verb.</summary>
internal record struct FormatFlags
{
    /// <summary>No flags, width or precision.</summary>
    public static FormatFlags Plain => default;

    public bool Sharp { get; set; }

    public bool Zero { get; set; }

    public bool Plus { get; set; }

    public bool Minus { get; set; }

    public bool Space { get; set; }

    /// <summary><c>%#v</c>: as it would be written in a program.</summary>
    public bool GoSyntax { get; set; }

    public int? Width { get; set; }

    public int? Precision { get; set; }

    /// <summary>Whether numbers are filled with zeros on their left.</summary>
    public readonly bool PadsZeros => Zero && !Minus && Width is not null;

    /// <summary>Writes a text filled up to the width, which counts code points.</summary>
    public readonly void Pad(TextBuffer output, ReadOnlySpan<char> text)
    {
        var padding = (Width ?? 0) - (Width is null ? 0 : TextFormat.CountRunes(text));
        if (!Minus)
            output.Append(Zero ? '0' : ' ', padding);
        output.Append(text);
        if (Minus)
            output.Append(' ', padding);
    }
}
