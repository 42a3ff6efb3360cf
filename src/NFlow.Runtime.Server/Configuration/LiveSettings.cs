using System.Collections;
using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using NFlow.Runtime.Configuration;
using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Watches the configuration file: says what changed, takes over what can be changed while the server runs, and names what needs a restart.</summary>
internal sealed partial class LiveSettings(ServerSettings settings, IOptions<TrackerOptions> tracker, ILogger<LiveSettings> logger) : IHostedService, IDisposable
{
    /// <summary>Keys that are in force as soon as the file is saved.</summary>
    public static readonly IReadOnlySet<string> Reloaded = new HashSet<string>(StringComparer.Ordinal)
    {
        "tracker.batch_size", "tracker.flush_interval", "tracker.verbose_logging", "tracker.retention_days", "tracker.retention_rows",
    };

    private readonly Lock _lock = new();
    private IReadOnlyDictionary<string, object?> _known = settings.Effective;
    private PhysicalFileProvider? _files;
    private IDisposable? _watch;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.File is { } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            _files = new PhysicalFileProvider(folder);
            _watch = ChangeToken.OnChange(() => _files.Watch(Path.GetFileName(file)), () => Reload(file, Environment.GetEnvironmentVariables()));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _watch?.Dispose();
        _files?.Dispose();
    }

    /// <summary>Reads the file again. A file with mistakes changes nothing.</summary>
    public void Reload(string file, IDictionary environment)
    {
        lock (_lock)
        {
            try
            {
                Apply(ServerSettings.Read(ConfigurationSource.Load(file, environment)));
            }
            catch (InvalidConfigurationException exception)
            {
                foreach (var problem in exception.Problems)
                    Refused(logger, problem);
            }
        }
    }

    private void Apply(ServerSettings changed)
    {
        var keys = changed.Effective.Keys.Union(_known.Keys)
            .Where(key => !Equals(changed.Effective.GetValueOrDefault(key), _known.GetValueOrDefault(key)))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (keys.Length == 0)
            return;

        foreach (var key in keys)
        {
            var name = key[(key.LastIndexOf('.') + 1)..];
            if (Reloaded.Contains(key))
                Changed(logger, key, Show(name, _known.GetValueOrDefault(key)), Show(name, changed.Effective.GetValueOrDefault(key)));
            else
                NeedsRestart(logger, key, Show(name, _known.GetValueOrDefault(key)), Show(name, changed.Effective.GetValueOrDefault(key)));
        }

        var live = tracker.Value;
        live.BatchSize = changed.Tracker.BatchSize;
        live.FlushInterval = changed.Tracker.FlushInterval;
        live.VerboseLogging = changed.Tracker.VerboseLogging;
        live.Retention = changed.Tracker.RetentionDays == 0 ? null : TimeSpan.FromDays(changed.Tracker.RetentionDays);
        live.MaxRows = changed.Tracker.RetentionRows == 0 ? null : changed.Tracker.RetentionRows;
        _known = changed.Effective;
    }

    private static string Show(string name, object? value) => Convert.ToString(SecretMask.Show(name, value), CultureInfo.InvariantCulture) ?? "";

    [LoggerMessage(4010, LogLevel.Information, "Configuration: {Key} changed from {Old} to {New} and is in force.", EventName = "ConfigurationReloaded")]
    private static partial void Changed(ILogger logger, string key, string old, string @new);

    [LoggerMessage(4011, LogLevel.Warning, "Configuration: {Key} changed from {Old} to {New}; restart the server for it to take effect.", EventName = "ConfigurationNeedsRestart")]
    private static partial void NeedsRestart(ILogger logger, string key, string old, string @new);

    [LoggerMessage(4012, LogLevel.Error, "Configuration: the changed file is not used: {Problem}", EventName = "ConfigurationRefused")]
    private static partial void Refused(ILogger logger, ConfigurationProblem problem);
}
