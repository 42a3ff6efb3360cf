namespace NFlow.Runtime.Templating.Escaping.Escapers;

/// <summary>What stands in the output instead of a value that is not safe there.</summary>
internal static class Failsafe
{
    /// <summary>A word without meaning in any language, easy to search for.</summary>
    public const string Word = "ZgotmplZ";

    public const string Url = "#" + Word;
}
