namespace NFlow.Runtime.Templating.Escaping;

/// <summary>The open braces inside one <c>${…}</c> of a JavaScript template literal, and the literals around it.</summary>
internal sealed record BraceDepth(BraceDepth? Outer, int Open)
{
    /// <summary>How deep literals may nest; more is refused, since comparing contexts recurses.</summary>
    public const int MaxLevels = 32;

    public int Levels => 1 + (Outer?.Levels ?? 0);
}
