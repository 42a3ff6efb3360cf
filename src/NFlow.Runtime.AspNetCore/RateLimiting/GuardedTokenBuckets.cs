using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.RateLimiting;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>
/// Asks the backend with a time limit, and leaves it alone for a while after it failed: a Redis that is down costs one request per pause its time-out, not all. Thread-safe.
/// </summary>
internal sealed partial class GuardedTokenBuckets
{
    private static readonly TimeSpan LogPeriod = TimeSpan.FromSeconds(30);

    private readonly ITokenBuckets _buckets;
    private readonly IOptions<RateLimitOptions> _settings;
    private readonly MadeFrom<RateLimitOptions, TokenBucketPolicy> _policy;
    private readonly TimeProvider _time;
    private readonly ILogger<GuardedTokenBuckets> _logger;
    private readonly Counter<long> _failures;
    private readonly long _origin;
    private long _pausedUntil = long.MinValue;
    private long _loggedUntil = long.MinValue;
    private int _isFailing;

    public GuardedTokenBuckets(ITokenBuckets buckets, IOptions<RateLimitOptions> options, NFlowMeter meter, TimeProvider time, ILogger<GuardedTokenBuckets> logger)
    {
        (_buckets, _settings, _time, _logger) = (buckets, options, time, logger);
        _policy = new(options, static settings => settings.ToPolicy());
        _failures = meter.Meter.CreateCounter<long>(NFlowTelemetry.RateLimitFailures, "{request}", "Requests for which the rate limit's backend did not answer.");
        _origin = time.GetTimestamp();
    }

    private RateLimitOptions Options => _settings.Value;

    /// <summary>The decision; null when the backend did not answer.</summary>
    public async ValueTask<TokenBucketDecision?> TakeAsync(string client, CancellationToken cancellationToken)
    {
        if (Now() < Volatile.Read(ref _pausedUntil))
        {
            _failures.Add(1);
            return null;
        }

        try
        {
            var taking = _buckets.TakeAsync(client, _policy.Value, cancellationToken);
            var decision = taking.IsCompletedSuccessfully
                ? taking.Result
                : await taking.AsTask().WaitAsync(Options.BackendTimeout, _time, cancellationToken).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _isFailing, 0) == 1)
                BackendBack(_logger, Options.Backend);
            return decision;
        }
        catch (Exception exception) when (exception is StorageException or TimeoutException)
        {
            NoteFailure(exception);
            return null;
        }
    }

    private void NoteFailure(Exception exception)
    {
        _failures.Add(1);
        var now = Now();
        Volatile.Write(ref _pausedUntil, now + Options.BackendPause.Ticks);
        Volatile.Write(ref _isFailing, 1);
        var loggedUntil = Volatile.Read(ref _loggedUntil);
        if (now < loggedUntil || Interlocked.CompareExchange(ref _loggedUntil, now + LogPeriod.Ticks, loggedUntil) != loggedUntil)
            return;

        var reason = exception is TimeoutException ? $"no answer within {Options.BackendTimeout.TotalMilliseconds:0} ms" : exception.Message;
        if (Options.AllowWhenBackendFails)
            NotLimited(_logger, exception, Options.Backend, reason);
        else
            AllRefused(_logger, exception, Options.Backend, reason);
    }

    private long Now() => _time.GetElapsedTime(_origin).Ticks;

    [LoggerMessage(2401, LogLevel.Warning, "The rate limit's backend '{Backend}' fails; requests are NOT limited until it answers again: {Reason}", EventName = "RateLimitOpen")]
    private static partial void NotLimited(ILogger logger, Exception exception, string backend, string reason);

    [LoggerMessage(2402, LogLevel.Error, "The rate limit's backend '{Backend}' fails; requests are refused with 503 until it answers again: {Reason}", EventName = "RateLimitClosed")]
    private static partial void AllRefused(ILogger logger, Exception exception, string backend, string reason);

    [LoggerMessage(2403, LogLevel.Information, "The rate limit's backend '{Backend}' answers again.", EventName = "RateLimitBack")]
    private static partial void BackendBack(ILogger logger, string backend);
}
