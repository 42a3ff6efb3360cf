using NFlow.Runtime.Templating.Parsing.Syntax;

namespace NFlow.Runtime.Templating.Escaping;

/// <summary>A node as part of a template in a certain context.</summary>
internal readonly record struct NodeKey(TemplateKey Template, Node Node);
