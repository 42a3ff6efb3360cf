namespace NFlow.Runtime.Clustering;

/// <summary>What came back on a question.</summary>
/// <param name="ByInstance">Answers by instance.</param>
/// <param name="Silent">Instances that had not answered when the waiting ended.</param>
internal sealed record ClusterAnswers(IReadOnlyDictionary<string, string> ByInstance, IReadOnlyList<string> Silent);
