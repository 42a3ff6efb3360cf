namespace NFlow.Runtime.Execution;

/// <summary>What became of a request.</summary>
/// <param name="RunId">The run's id; empty when no run was started (no starter matched).</param>
/// <param name="Outcome">How it ended.</param>
public sealed record RunReport(string RunId, RunOutcome Outcome);
