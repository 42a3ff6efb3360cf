namespace NFlow.Runtime.Templating.Escaping;

/// <summary>What a <c>/</c> in a script would start.</summary>
internal enum SlashMeaning : byte
{
    Regexp,
    Division,

    /// <summary>Branches disagree.</summary>
    Unknown,
}
