namespace NFlow.Runtime.Templating.Escaping;

/// <summary>What ends the attribute value.</summary>
internal enum AttributeDelimiter : byte
{
    None,
    DoubleQuote,
    SingleQuote,
    SpaceOrTagEnd,
}
