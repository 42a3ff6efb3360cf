namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>One thing in which a value differs from its schema.</summary>
/// <param name="Path">Where, as a JSON Pointer; empty for the whole value.</param>
/// <param name="Message">What is expected there.</param>
internal readonly record struct SchemaViolation(string Path, string Message);
