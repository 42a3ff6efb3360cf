namespace NFlow.Runtime.AspNetCore.Routing;

/// <summary>Marks the endpoints that <c>MapNFlow</c> made.</summary>
/// <param name="SkippedSegments">Leading path segments that the app does not see.</param>
internal sealed record NFlowEndpointMetadata(int SkippedSegments);
