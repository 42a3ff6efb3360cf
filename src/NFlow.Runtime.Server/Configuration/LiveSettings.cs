using System.Collections;
using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using NFlow.Runtime.Configuration;
using NFlow.Runtime.Server.Hosting;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Watches the configuration file: says what changed, takes over what can be changed while the server runs, and names what needs a restart.</summary>
internal sealed partial class LiveSettings(CurrentSettings current, IEnumerable<ILiveOptions> options, IHostEnvironment environment, ILogger<LiveSettings> logger) : IHostedService, IDisposable
{
    private readonly Lock _lock = new();
    private PhysicalFileProvider? _files;
    private IDisposable? _watch;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (current.Value.File is { } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
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
    public void Reload(string file, IDictionary variables)
    {
        lock (_lock)
        {
            try
            {
                TakeOver(ServerSettings.Read(ConfigurationSource.Load(file, variables), environment.IsDevelopment()));
            }
            catch (InvalidConfigurationException exception)
            {
                foreach (var problem in exception.Problems)
                    Refused(logger, problem);
            }
            catch (OptionsValidationException exception)
            {
                foreach (var failure in exception.Failures)
                    Refused(logger, new(file, null, failure));
            }
        }
    }

    private void TakeOver(ServerSettings changed)
    {
        foreach (var warning in changed.Warnings)
            StartupReport.Unused(logger, warning);
        var known = current.Value;
        var keys = changed.Effective.Keys.Union(known.Effective.Keys)
            .Where(key => !Equals(changed.Effective.GetValueOrDefault(key), known.Effective.GetValueOrDefault(key)))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (keys.Length == 0)
            return;

        // All are made and checked before one is in force.
        var adoptions = options.Select(live => live.Prepare(changed)).ToArray();
        current.Value = changed;
        foreach (var adopt in adoptions)
            adopt();
        foreach (var key in keys)
            Report(key, known, changed);
    }

    private void Report(string key, ServerSettings known, ServerSettings changed)
    {
        var name = key[(key.LastIndexOf('.') + 1)..];
        var (before, after) = (Show(name, known.Effective.GetValueOrDefault(key)), Show(name, changed.Effective.GetValueOrDefault(key)));
        if (changed.Live.Contains(key) || known.Live.Contains(key))
            Changed(logger, key, before, after);
        else
            NeedsRestart(logger, key, before, after);
    }

    private static string Show(string name, object? value) => Convert.ToString(SecretMask.Show(name, value), CultureInfo.InvariantCulture) ?? "";

    [LoggerMessage(4010, LogLevel.Information, "Configuration: {Key} changed from {Old} to {New} and is in force.", EventName = "ConfigurationReloaded")]
    private static partial void Changed(ILogger logger, string key, string old, string @new);

    [LoggerMessage(4011, LogLevel.Warning, "Configuration: {Key} changed from {Old} to {New}; restart the server for it to take effect.", EventName = "ConfigurationNeedsRestart")]
    private static partial void NeedsRestart(ILogger logger, string key, string old, string @new);

    [LoggerMessage(4012, LogLevel.Error, "Configuration: the changed file is not used: {Problem}", EventName = "ConfigurationRefused")]
    private static partial void Refused(ILogger logger, ConfigurationProblem problem);
}
