using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Tracking;

/// <summary>Settings of the tracker, which records every executed node.</summary>
public sealed class TrackerOptions
{
    /// <summary>Batches that may be written at the same time.</summary>
    /// <value>4.</value>
    [Range(1, 64)]
    public int Workers { get; set; } = 4;

    /// <summary>Entries that are enough to be written at once. When more wait, a batch takes up to five times as many.</summary>
    /// <value>100.</value>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>How long an entry waits for others before it is written.</summary>
    /// <value>250 milliseconds.</value>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Entries that may wait to be written; further ones are dropped and counted.</summary>
    /// <value>100,000.</value>
    [Range(1, 10_000_000)]
    public int QueueCapacity { get; set; } = 100_000;

    /// <summary>
    /// Entries written per second for each processor, so that a server whose processors are all busy keeps them for its requests; zero for no bound. Further ones wait, and are dropped and counted,
    /// by whole runs, once <see cref="QueueCapacity"/> wait. An entry counts once for every kibibyte of payload that is begun.
    /// </summary>
    /// <value>3,000.</value>
    [Range(0, 10_000_000)]
    public int MaxRate { get; set; } = 3_000;

    /// <summary>Bytes of memory that entries may hold while they wait to be written, payloads above all; entries beyond are dropped and counted.</summary>
    /// <value>67,108,864 (64 MiB).</value>
    [Range(1024, long.MaxValue)]
    public long QueueBytes { get; set; } = 64 << 20;

    /// <summary>Bytes of one payload (UTF-8) that are kept; a longer one is replaced by its length. Zero keeps none, which saves converting it to JSON: most of what the tracker costs a run.</summary>
    /// <value>1,048,576.</value>
    [Range(0, int.MaxValue)]
    public int MaxPayloadLength { get; set; } = 1 << 20;

    /// <summary>Times a batch is tried, with growing pauses, before it is given up and counted.</summary>
    /// <value>10, which takes about two minutes.</value>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Age at which entries are removed; null keeps them for ever.</summary>
    /// <value>30 days.</value>
    public TimeSpan? Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Entries that are kept, the newest; null for no limit.</summary>
    /// <value>Null.</value>
    [Range(1, long.MaxValue)]
    public long? MaxRows { get; set; }

    /// <summary>Which clients get a session so that their requests share one log.</summary>
    /// <value><see cref="LogSessions.Browsers"/>.</value>
    public LogSessions Sessions { get; set; } = LogSessions.Browsers;

    /// <summary>
    /// Whether the position in the log is written to the session with every request. Needed only where requests of one session go to several instances and the app itself writes no sessions;
    /// costs a session write per request.
    /// </summary>
    /// <value>False: the position is kept in memory and written when the session is written anyway.</value>
    public bool AlwaysWritePosition { get; set; }

    /// <summary>Whether every batch is logged.</summary>
    /// <value>False.</value>
    public bool VerboseLogging { get; set; }

    /// <summary>How often the tracker logs what it did; zero for never.</summary>
    /// <value>5 minutes.</value>
    public TimeSpan StatisticsInterval { get; set; } = TimeSpan.FromMinutes(5);
}
