namespace NFlow.Runtime.Model;

/// <summary>A reusable box: a script that <c>js</c> nodes name in <c>data.script</c>.</summary>
/// <param name="Name">Name, unique within the store.</param>
/// <param name="Code">JavaScript; empty when the module only describes a box of the designer.</param>
public sealed record ModuleDefinition(string Name, string Code);
