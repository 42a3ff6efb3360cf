namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>One line of the contract: a script, and what comes of it.</summary>
/// <param name="Names">The functions it is about.</param>
/// <param name="Kind">What is claimed.</param>
/// <param name="Script">Body of an async function; what it returns is the result.</param>
/// <param name="Expected">JSON of the result, a whole answer, or an error; empty for a script that waits.</param>
internal sealed record SurfaceCase(IReadOnlyList<string> Names, SurfaceCaseKind Kind, string Script, string Expected)
{
    public override string ToString() => $"{Names[0]}: {Script.ReplaceLineEndings(" ")}";
}
