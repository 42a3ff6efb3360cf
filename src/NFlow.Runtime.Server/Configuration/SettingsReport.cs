using NFlow.Runtime.Configuration;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>The configuration in force, for operators; secrets are masked.</summary>
internal sealed class SettingsReport(CurrentSettings current) : IConfigurationReport
{
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> Describe() => current.Value.Effective
        .GroupBy(value => value.Key[..value.Key.LastIndexOf('.')], StringComparer.Ordinal)
        .OrderBy(table => table.Key, StringComparer.Ordinal)
        .ToDictionary(
            table => table.Key,
            IReadOnlyDictionary<string, object?> (table) => table.ToDictionary(value => value.Key[(table.Key.Length + 1)..], value => SecretMask.Show(value.Key[(table.Key.Length + 1)..], value.Value), StringComparer.Ordinal),
            StringComparer.Ordinal);
}
