using System.Collections;
using NFlow.Runtime.Configuration;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Everything that was configured, in file and environment, and what became of it: taken, refused or unknown.</summary>
internal sealed class ConfigurationSource
{
    private readonly Dictionary<string, ConfigurationEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigurationProblem> _problems = [];
    private readonly List<ConfigurationProblem> _warnings = [];
    private readonly HashSet<string> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _effective = new(StringComparer.Ordinal);

    public ConfigurationSource(IEnumerable<ConfigurationEntry> entries)
    {
        foreach (var entry in entries)
            _entries[entry.Key] = entry;
    }

    /// <summary>The file that was read; null for none.</summary>
    public string? File { get; private init; }

    /// <summary>Values that do not fit; a start must fail when there are any.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>Every key that was asked for, with the value in force.</summary>
    public IReadOnlyDictionary<string, object?> Effective => _effective;

    /// <summary>What does not keep the server from starting, but has not the effect that was hoped for; keys that nobody asked for among it.</summary>
    public IEnumerable<ConfigurationProblem> Warnings => _warnings.Concat(
        from entry in _entries.Values
        where !_taken.Contains(entry.Key)
        select new ConfigurationProblem(entry.Place, entry.Key, "is not a setting of this version and has no effect."));

    /// <summary>Reads a file and the environment, which wins.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="environment">Environment variables.</param>
    /// <exception cref="InvalidConfigurationException">The file cannot be read or is not TOML.</exception>
    public static ConfigurationSource Load(string? path, IDictionary environment) =>
        new([.. path is null ? [] : ReadFile(path), .. EnvironmentEntries.Read(environment)]) { File = path };

    public ConfigurationTable Table(string name) => new(this, name);

    public ConfigurationEntry? Take(string key)
    {
        _taken.Add(key);
        return _entries.GetValueOrDefault(key);
    }

    public IEnumerable<ConfigurationEntry> TakeAll(string table)
    {
        foreach (var entry in _entries.Values)
        {
            if (!entry.Key.StartsWith(table + ".", StringComparison.OrdinalIgnoreCase))
                continue;
            _taken.Add(entry.Key);
            yield return entry;
        }
    }

    /// <summary>Keys that were asked for and are taken over while the server runs.</summary>
    public IReadOnlySet<string> Live => _live;

    public void Note(string key, object? value, bool isLive)
    {
        _effective[key] = value;
        if (isLive)
            _live.Add(key);
    }

    /// <summary>Refuses the value of a key that may not have been written at all.</summary>
    public void RefuseMissing(string key, string expected)
    {
        if (_entries.TryGetValue(key, out var entry))
            Refuse(entry, expected);
        else
            _problems.Add(new("configuration", key, $"must be {expected}."));
    }

    public void Warn(string key, string what) => _warnings.Add(new(_entries.GetValueOrDefault(key)?.Place ?? "configuration", key, what));

    /// <summary>Text is never repeated, and no value of a key whose name says that it is secret.</summary>
    public void Refuse(ConfigurationEntry entry, string expected) =>
        _problems.Add(new(entry.Place, entry.Key, entry.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Other or ConfigurationValueKind.List || SecretMask.IsSecret(entry.Key)
            ? $"must be {expected}."
            : $"must be {expected}, not {entry.Text}."));

    private static IReadOnlyList<ConfigurationEntry> ReadFile(string path)
    {
        try
        {
            return TomlEntries.Read(System.IO.File.ReadAllText(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidConfigurationException([new(path, null, $"The configuration file cannot be read: {exception.Message}")]);
        }
    }
}
