namespace NFlow.Runtime.Templating.Escaping;

/// <summary>What the value of the current attribute is.</summary>
internal enum AttributeKind : byte
{
    Plain,
    Script,
    ScriptType,
    Style,
    Url,
    Srcset,
    MetaContent,
}
