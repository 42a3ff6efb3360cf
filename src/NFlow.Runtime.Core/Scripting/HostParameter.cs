namespace NFlow.Runtime.Scripting;

/// <summary>A parameter of a host function, for error messages, editors and documentation.</summary>
/// <param name="Name">Name as documented.</param>
/// <param name="Type">TypeScript type, such as <c>string</c> or <c>Record&lt;string, string&gt;</c>.</param>
/// <param name="Optional">Whether it may be left out.</param>
public sealed record HostParameter(string Name, string Type = "any", bool Optional = false);
