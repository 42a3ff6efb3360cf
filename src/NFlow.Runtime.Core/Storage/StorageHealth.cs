namespace NFlow.Runtime.Storage;

/// <summary>What a probe found.</summary>
/// <param name="IsHealthy">Whether the store answered.</param>
/// <param name="Store">The store, without secrets: a file or <c>host:port/database</c>.</param>
/// <param name="Latency">How long the answer took.</param>
/// <param name="Problem">What is wrong and what to do, without secrets; null when healthy.</param>
public sealed record StorageHealth(bool IsHealthy, string Store, TimeSpan Latency, string? Problem);
