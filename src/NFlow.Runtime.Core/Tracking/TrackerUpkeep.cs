using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tracking;

/// <summary>What the tracker does now and then: removes old entries, and says how it fares.</summary>
internal sealed partial class TrackerUpkeep : IDisposable
{
    private static readonly TimeSpan TrimPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstTrim = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WarningPeriod = TimeSpan.FromMinutes(1);

    private readonly ITrackerStore _store;
    private readonly TrackerQueue _queue;
    private readonly TrackerWriter _writer;
    private readonly IOptions<TrackerOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TrackerUpkeep> _logger;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private ITimer? _trimming;
    private ITimer? _warning;
    private ITimer? _reporting;
    private int _isTrimming;
    private long _trimmed;
    private long _warned;
    private long _reported;

    public TrackerUpkeep(ITrackerStore store, TrackerQueue queue, TrackerWriter writer, IOptions<TrackerOptions> options, TimeProvider time, ILogger<TrackerUpkeep> logger)
    {
        _store = store;
        _queue = queue;
        _writer = writer;
        _options = options;
        _time = time;
        _logger = logger;
    }

    public long Trimmed => Interlocked.Read(ref _trimmed);

    /// <summary>Starts the timers, if they do not run.</summary>
    public void Start()
    {
        if (Volatile.Read(ref _reporting) is not null)
            return;
        lock (_lock)
        {
            if (_reporting is not null)
                return;
            using var suppressed = ExecutionContext.SuppressFlow();
            _trimming = _time.CreateTimer(static state => _ = ((TrackerUpkeep)state!).TrimAsync(), this, FirstTrim, TrimPeriod);
            _warning = _time.CreateTimer(static state => ((TrackerUpkeep)state!).WarnOfDrops(), this, WarningPeriod, WarningPeriod);
            var period = _options.Value.StatisticsInterval == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : _options.Value.StatisticsInterval;
            _reporting = _time.CreateTimer(static state => ((TrackerUpkeep)state!).Report(), this, period, period);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _trimming?.Dispose();
        _warning?.Dispose();
        _reporting?.Dispose();
    }

    private async Task TrimAsync()
    {
        if (Interlocked.Exchange(ref _isTrimming, 1) == 1)
            return;
        try
        {
            var (retention, maxRows) = (_options.Value.Retention, _options.Value.MaxRows);
            if (retention is null && maxRows is null)
                return;
            var olderThan = retention is { } age ? _time.GetUtcNow() - age : DateTimeOffset.MinValue;
            var removed = await _store.TrimAsync(olderThan, maxRows, _stopping.Token).ConfigureAwait(false);
            Interlocked.Add(ref _trimmed, removed);
            if (removed > 0)
                OldRemoved(_logger, removed);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The process stops; the next one trims.
        }
#pragma warning disable CA1031 // Old rows stay until the next time.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            TrimFailed(_logger, exception, exception.Message);
        }
        finally
        {
            Volatile.Write(ref _isTrimming, 0);
        }
    }

    private void WarnOfDrops()
    {
        var dropped = _queue.Dropped;
        var before = Interlocked.Exchange(ref _warned, dropped);
        if (dropped > before)
            EntriesDropped(_logger, dropped - before, dropped);
    }

    private void Report()
    {
        var enqueued = _queue.Enqueued;
        if (Interlocked.Exchange(ref _reported, enqueued) != enqueued)
            Statistics(_logger, enqueued, _writer.Written, _queue.Count, _queue.Dropped, _writer.Failed, _writer.Retries);
    }

    [LoggerMessage(1510, LogLevel.Information, "Tracker: {Count} old entries removed.", EventName = "TrackerTrimmed")]
    private static partial void OldRemoved(ILogger logger, int count);

    [LoggerMessage(1511, LogLevel.Warning, "Tracker: old entries could not be removed; tried again in an hour: {Reason}", EventName = "TrackerTrimFailed")]
    private static partial void TrimFailed(ILogger logger, Exception exception, string reason);

    [LoggerMessage(1513, LogLevel.Warning, "Tracker: {Count} entries were dropped within a minute ({Total} since the start): more came than may be written, or than the store takes.", EventName = "TrackerEntriesDropped")]
    private static partial void EntriesDropped(ILogger logger, long count, long total);

    [LoggerMessage(1512, LogLevel.Information, "Tracker: {Enqueued} entries taken, {Written} written, {Waiting} wait, {Dropped} dropped, {Failed} given up, {Retries} retries.", EventName = "TrackerStatistics")]
    private static partial void Statistics(ILogger logger, long enqueued, long written, int waiting, long dropped, long failed, long retries);
}
