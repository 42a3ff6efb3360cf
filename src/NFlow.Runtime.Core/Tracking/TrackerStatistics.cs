namespace NFlow.Runtime.Tracking;

/// <summary>What the tracker has done since the start. A snapshot.</summary>
/// <param name="Queued">Entries that wait to be written.</param>
/// <param name="QueuedBytes">Bytes of memory they hold, roughly.</param>
/// <param name="Enqueued">Entries taken.</param>
/// <param name="Written">Entries written.</param>
/// <param name="Dropped">Entries dropped because too many waited.</param>
/// <param name="Failed">Entries given up because the store did not take them.</param>
/// <param name="Batches">Batches written.</param>
/// <param name="Retries">Times a batch was tried again.</param>
/// <param name="Trimmed">Old entries removed.</param>
/// <param name="LastError">Why the store refused the latest batch; null when it took it.</param>
/// <param name="LastErrorAt">When it refused.</param>
public sealed record TrackerStatistics(
    int Queued, long QueuedBytes, long Enqueued, long Written, long Dropped, long Failed, long Batches, long Retries, long Trimmed, string? LastError, DateTimeOffset? LastErrorAt);
