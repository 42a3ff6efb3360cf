using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tracking;

/// <summary>Writes what waits in the queue, in batches, on a few background workers. Nothing runs while nothing waits.</summary>
/// <remarks>A batch that the store refuses is tried again with growing pauses; meanwhile the queue fills and then drops, so that memory stays bounded.</remarks>
internal sealed partial class TrackerWriter : IStopParticipant, IAsyncDisposable
{
    private const int BacklogFactor = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly TrackerQueue _queue;
    private readonly ITrackerStore _store;
    private readonly TrackerPace _pace;
    private readonly IOptions<TrackerOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TrackerWriter> _logger;
    private readonly CancellationTokenSource _giveUp = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly SemaphoreSlim _filling = new(1, 1);
    private readonly Lock _lock = new();
    private Task[]? _workers;
    private long _written;
    private long _failed;
    private long _batches;
    private long _retries;
    private int _isDisposed;
    private string? _lastError;
    private DateTimeOffset? _lastErrorAt;

    public TrackerWriter(TrackerQueue queue, ITrackerStore store, TrackerPace pace, IOptions<TrackerOptions> options, TimeProvider time, ILogger<TrackerWriter> logger)
    {
        _queue = queue;
        _store = store;
        _pace = pace;
        _options = options;
        _time = time;
        _logger = logger;
    }

    public long Written => Interlocked.Read(ref _written);

    public long Failed => Interlocked.Read(ref _failed);

    public long Batches => Interlocked.Read(ref _batches);

    public long Retries => Interlocked.Read(ref _retries);

    public (string? Error, DateTimeOffset? At) Last
    {
        get
        {
            lock (_lock)
                return (_lastError, _lastErrorAt);
        }
    }

    /// <summary>Starts the workers, if they do not run.</summary>
    public void Start()
    {
        if (Volatile.Read(ref _workers) is not null)
            return;
        lock (_lock)
        {
            // A worker outlives the request on whose thread it happens to be started.
            using (ExecutionContext.SuppressFlow())
                _workers ??= [.. Enumerable.Range(0, _options.Value.Workers).Select(_ => Task.Run(WorkAsync))];
        }
    }

    /// <summary>Writes what waits, without pauses between batches, and stops. Entries that are not written when the token is cancelled are given up and counted.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Close();
        await _hurry.CancelAsync().ConfigureAwait(false);
        if (Volatile.Read(ref _workers) is not { } workers)
            return;

        using (cancellationToken.Register(_giveUp.Cancel))
            await Task.WhenAll(workers).ConfigureAwait(false);

        var lost = 0;
        while (_queue.TryTake(out var chunk))
            lost += chunk.Count;

        Interlocked.Add(ref _failed, lost);
        if (lost > 0)
            NotFlushed(_logger, lost);
        else
            Flushed(_logger, Written, _queue.Dropped, Failed);
    }

    public async ValueTask DisposeAsync()
    {
        // Registered under two service types, so a container disposes of it twice.
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        _queue.Close();
        await _hurry.CancelAsync().ConfigureAwait(false);
        await _giveUp.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_workers ?? []).ConfigureAwait(false);
        _giveUp.Dispose();
        _hurry.Dispose();
        _filling.Dispose();
    }

    private async Task WorkAsync()
    {
        var batch = new List<TrackerEntry>(_options.Value.BatchSize);
        try
        {
            while (await FillAsync(batch).ConfigureAwait(false) is var weight && weight > 0)
            {
                await WriteAsync(batch).ConfigureAwait(false);
                batch.Clear();
                await PauseAsync(_pace.Spend(weight), _hurry.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_giveUp.IsCancellationRequested)
        {
            Interlocked.Add(ref _failed, batch.Count);
        }
    }

    /// <summary>Waits for entries and fills a batch; a batch that is not full waits once for the flush interval. One worker at a time, so that each gets a whole batch.</summary>
    /// <returns>What writing it counts for; zero when nothing will come any more.</returns>
    private async Task<long> FillAsync(List<TrackerEntry> batch)
    {
        await _filling.WaitAsync(_giveUp.Token).ConfigureAwait(false);
        try
        {
            if (!await _queue.WaitAsync(_giveUp.Token).ConfigureAwait(false))
                return 0;
            var weight = Take(batch);
            if (batch.Count >= _options.Value.BatchSize)
                return weight;
            await PauseAsync(_options.Value.FlushInterval, _hurry.Token).ConfigureAwait(false);
            return weight + Take(batch);
        }
        finally
        {
            _filling.Release();
        }
    }

    /// <summary>Takes what waits, up to a few times a batch's size: each write costs a store as much as a hundred rows or more.</summary>
    private long Take(List<TrackerEntry> batch)
    {
        var weight = 0L;
        while (batch.Count < BacklogFactor * _options.Value.BatchSize && _queue.TryTake(out var chunk))
            weight += chunk.AddTo(batch);
        return weight;
    }

    private async Task WriteAsync(List<TrackerEntry> batch)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            if (await TryWriteAsync(batch, attempt).ConfigureAwait(false))
                return;
            if (attempt >= _options.Value.MaxAttempts)
            {
                Interlocked.Add(ref _failed, batch.Count);
                BatchGivenUp(_logger, batch.Count, attempt);
                return;
            }

            Interlocked.Increment(ref _retries);
            await PauseAsync(pause, _giveUp.Token).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<bool> TryWriteAsync(List<TrackerEntry> batch, int attempt)
    {
        try
        {
            await _store.AppendAsync(batch, _giveUp.Token).ConfigureAwait(false);
            Interlocked.Add(ref _written, batch.Count);
            Interlocked.Increment(ref _batches);
            if (_options.Value.VerboseLogging)
                BatchWritten(_logger, batch.Count, _queue.Count);
            Remember(null);
            return true;
        }
        catch (OperationCanceledException) when (_giveUp.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a store throws, the tracker goes on: it must never end the process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Remember(exception.Message);
            BatchRefused(_logger, exception, batch.Count, attempt, exception.Message);
            return false;
        }
    }

    private void Remember(string? error)
    {
        lock (_lock)
        {
            _lastError = error;
            if (error is not null)
                _lastErrorAt = _time.GetUtcNow();
        }
    }

    /// <summary>Waits, or less when the token is cancelled: while stopping, nobody waits for anything but the store.</summary>
    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(1501, LogLevel.Information, "Tracker: wrote {Count} entries, {Waiting} wait.", EventName = "TrackerBatchWritten")]
    private static partial void BatchWritten(ILogger logger, int count, int waiting);

    [LoggerMessage(1502, LogLevel.Warning, "Tracker: the store refused {Count} entries (attempt {Attempt}); they are tried again: {Reason}", EventName = "TrackerBatchRefused")]
    private static partial void BatchRefused(ILogger logger, Exception exception, int count, int attempt, string reason);

    [LoggerMessage(1503, LogLevel.Error, "Tracker: {Count} entries were given up after {Attempts} attempts.", EventName = "TrackerBatchGivenUp")]
    private static partial void BatchGivenUp(ILogger logger, int count, int attempts);

    [LoggerMessage(1504, LogLevel.Information, "Tracker: flushed; {Written} entries written since the start, {Dropped} dropped, {Failed} given up.", EventName = "TrackerFlushed")]
    private static partial void Flushed(ILogger logger, long written, long dropped, long failed);

    [LoggerMessage(1505, LogLevel.Error, "Tracker: {Count} entries could not be written before the process had to stop.", EventName = "TrackerNotFlushed")]
    private static partial void NotFlushed(ILogger logger, int count);
}
