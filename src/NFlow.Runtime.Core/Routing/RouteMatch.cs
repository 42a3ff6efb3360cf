using NFlow.Runtime.Model;

namespace NFlow.Runtime.Routing;

/// <summary>Where a request enters an app.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Starter">The starter node that matched.</param>
/// <param name="PathVariables">Values of the pattern's <c>:name</c> segments, percent-decoded.</param>
/// <param name="ResumeNodeId">The node named in the path after <c>nfnext</c>; null when the path names none.</param>
public sealed record RouteMatch(FlowDefinition Flow, NodeDefinition Starter, IReadOnlyDictionary<string, string> PathVariables, string? ResumeNodeId);
