namespace NFlow.Runtime.Clustering;

/// <summary>What one instance says to others.</summary>
/// <param name="Kind">What it is about; receivers ignore kinds they do not know, so that versions can be mixed.</param>
/// <param name="Sender">The instance that says it.</param>
/// <param name="Recipient">The instance it is meant for; null for all.</param>
/// <param name="Correlation">Ties an answer to its question; null for announcements.</param>
/// <param name="Body">The content; its form depends on the kind.</param>
public sealed record ClusterMessage(string Kind, string Sender, string? Recipient = null, string? Correlation = null, string Body = "");
