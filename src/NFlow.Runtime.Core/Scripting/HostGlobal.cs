using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting;

/// <summary>A value that scripts find under a global name, computed when first read. Scripts may overwrite it for the rest of their run.</summary>
/// <param name="Name">Name as scripts write it.</param>
/// <param name="Lifetime">How long the value is kept.</param>
/// <param name="Type">TypeScript type.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Read">Computes the value for a run; must be thread-safe.</param>
public sealed record HostGlobal(string Name, HostGlobalLifetime Lifetime, string Type, string Summary, Func<RunContext, HostValue> Read);
