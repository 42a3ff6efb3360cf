using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Apps;

/// <summary>
/// Keeps the served app fresh: at most once per freshness period one request asks the store for its version, and only a changed version is read and compiled.
/// A version that does not load is reported and the last good one stays.
/// </summary>
internal sealed partial class AppCatalog(
    IAppStore apps,
    IAppSourceReader sources,
    IOptions<NFlowOptions> options,
    TimeProvider time,
    ILogger<AppCatalog> logger) : IAppCatalog, ICacheStatistics
{
    /// <summary>How long a request waits for a store to say whether a served app has changed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly NFlowOptions _options = options.Value;
    private readonly Lock _lock = new();
    private Loaded? _current;
    private Task<AppDefinition>? _refreshing;
    private Task<AppDefinition>? _overdue;
    private string? _lastError;
    private DateTimeOffset? _lastErrorAt;
    private string? _failedVersion;
    private long _hits;
    private long _misses;

    public AppState State
    {
        get
        {
            var current = Volatile.Read(ref _current);
            return new AppState(_options.AppName, current?.Definition, current?.LoadedAt, _lastError, _lastErrorAt);
        }
    }

    string ICacheStatistics.Name => "apps";

    int ICacheStatistics.Count => Volatile.Read(ref _current) is null ? 0 : 1;

    long ICacheStatistics.Hits => Interlocked.Read(ref _hits);

    long ICacheStatistics.Misses => Interlocked.Read(ref _misses);

    void ICacheStatistics.Clear() => Invalidate();

    public ValueTask<AppDefinition> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is { } current && time.GetElapsedTime(current.CheckedAt) < _options.AppFreshness)
        {
            Interlocked.Increment(ref _hits);
            return new(current.Definition);
        }

        var refresh = Refresh();
        if (refresh.IsCompletedSuccessfully)
            return new(refresh.Result);
        return Volatile.Read(ref _current) is { } served
            ? WaitBrieflyAsync(refresh, served.Definition, cancellationToken)
            : new(refresh.WaitAsync(cancellationToken));
    }

    /// <summary>A store that hangs delays one round of requests by a moment; until it answers, the others get what is served already.</summary>
    private async ValueTask<AppDefinition> WaitBrieflyAsync(Task<AppDefinition> refresh, AppDefinition served, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(Volatile.Read(ref _overdue), refresh))
            return served;
        try
        {
            return await refresh.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (!ReferenceEquals(Interlocked.Exchange(ref _overdue, refresh), refresh))
                StoreHangs(logger, _options.AppName);
            return served;
        }
    }

    public void Invalidate()
    {
        lock (_lock)
        {
            _failedVersion = null;
            if (_current is { } current)
                _current = current with { CheckedAt = time.GetTimestamp() - (long)((_options.AppFreshness.TotalSeconds + 1) * time.TimestampFrequency), Version = "" };
        }
    }

    private Task<AppDefinition> Refresh()
    {
        lock (_lock)
        {
            if (_refreshing is { IsCompleted: false } running)
                return running;
            return _refreshing = RefreshAsync();
        }
    }

    private async Task<AppDefinition> RefreshAsync()
    {
        var previous = Volatile.Read(ref _current);
        try
        {
            return await LoadIfChangedAsync(previous).ConfigureAwait(false);
        }
        catch (NFlowException exception)
        {
            return KeepLastGood(previous, exception);
        }
    }

    private async Task<AppDefinition> LoadIfChangedAsync(Loaded? previous)
    {
        var version = WithTrigger(await apps.ReadVersionAsync(_options.AppName, CancellationToken.None).ConfigureAwait(false) ?? throw NoSuchApp());
        if (previous is not null && (previous.Version == version || _failedVersion == version))
        {
            SetCurrent(previous with { CheckedAt = time.GetTimestamp() });
            return previous.Definition;
        }

        var source = await sources.ReadAsync(_options.AppName, CancellationToken.None).ConfigureAwait(false) ?? throw NoSuchApp();
        version = WithTrigger(source.Version);
        try
        {
            return Compile(source, version);
        }
        catch (InvalidDefinitionException)
        {
            _failedVersion = version;
            throw;
        }
    }

    private AppDefinition Compile(AppSource source, string version)
    {
        var name = _options.AppName;
        Interlocked.Increment(ref _misses);
        var definition = AppDefinitionReader.Read(name, source.Document.Json, source.Document.DefaultScript, source.Modules, ReadAuthTrigger());
        SetCurrent(new Loaded(definition, version, time.GetTimestamp(), time.GetUtcNow()));
        (_lastError, _lastErrorAt, _failedVersion) = (null, null, null);
        AppLoaded(logger, name, definition.Routes.Routes.Count, definition.Problems.Count);
        foreach (var problem in definition.Problems)
            DefinitionProblem(logger, name, problem);
        return definition;
    }

    private string WithTrigger(string version)
    {
        var trigger = AuthTriggerPath;
        return File.Exists(trigger) ? $"{version}|{File.GetLastWriteTimeUtc(trigger).Ticks}" : version;
    }

    private string AuthTriggerPath => Path.Combine(_options.TriggersFolder, "auth.js");

    private string? ReadAuthTrigger()
    {
        try
        {
            return File.Exists(AuthTriggerPath) ? File.ReadAllText(AuthTriggerPath) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The trigger file '{AuthTriggerPath}' cannot be read: {exception.Message} Fix its permissions, or remove it.", exception);
        }
    }

    private StorageException NoSuchApp() =>
        new($"There is no app '{_options.AppName}' in the store. Save one of that name in the designer, or set the app name to one that exists.");

    private AppDefinition KeepLastGood(Loaded? previous, NFlowException exception)
    {
        (_lastError, _lastErrorAt) = (exception.Message, time.GetUtcNow());
        if (previous is null)
        {
            AppUnavailable(logger, exception, _options.AppName, exception.Message);
            throw new RunFailedException(new RunError(RunErrorKind.AppUnavailable, "The app is not available.") { Detail = exception.Message, Exception = exception });
        }

        LastGoodKept(logger, exception, _options.AppName, exception.Message);
        SetCurrent(previous with { CheckedAt = time.GetTimestamp() });
        return previous.Definition;
    }

    private void SetCurrent(Loaded loaded) => Volatile.Write(ref _current, loaded);

    private sealed record Loaded(AppDefinition Definition, string Version, long CheckedAt, DateTimeOffset LoadedAt);

    [LoggerMessage(1101, LogLevel.Information, "App '{App}' is loaded: {Routes} routes, {Problems} warnings.", EventName = "AppLoaded")]
    private static partial void AppLoaded(ILogger logger, string app, int routes, int problems);

    [LoggerMessage(1102, LogLevel.Warning, "App '{App}': {Problem}", EventName = "DefinitionProblem")]
    private static partial void DefinitionProblem(ILogger logger, string app, DefinitionProblem problem);

    [LoggerMessage(1103, LogLevel.Error, "App '{App}' cannot be served: {Reason}", EventName = "AppUnavailable")]
    private static partial void AppUnavailable(ILogger logger, Exception exception, string app, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "The store does not say whether app '{App}' has changed; the version served so far stays until it does.", EventName = "StoreHangs")]
    private static partial void StoreHangs(ILogger logger, string app);

    [LoggerMessage(1104, LogLevel.Error, "The new version of app '{App}' cannot be served; the last good one stays: {Reason}", EventName = "LastGoodKept")]
    private static partial void LastGoodKept(ILogger logger, Exception exception, string app, string reason);
}
