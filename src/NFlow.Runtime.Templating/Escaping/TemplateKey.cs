namespace NFlow.Runtime.Templating.Escaping;

/// <summary>A template in the context it is called from: each needs escapers of its own.</summary>
internal readonly record struct TemplateKey(string Name, EscapeContext Context);
