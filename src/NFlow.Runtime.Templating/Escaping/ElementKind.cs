namespace NFlow.Runtime.Templating.Escaping;

/// <summary>The elements whose body or attributes are special.</summary>
internal enum ElementKind : byte
{
    None,
    Script,
    Style,
    TextArea,
    Title,
    Meta,
}
