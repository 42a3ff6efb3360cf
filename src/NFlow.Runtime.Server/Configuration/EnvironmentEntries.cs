using System.Collections;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Environment variables that override the file: <c>NFLOW__VM_POOL__MAX_MEMORY_MB</c> is <c>max_memory_mb</c> of <c>[vm_pool]</c>.</summary>
internal static class EnvironmentEntries
{
    private const string Prefix = "NFLOW__";

    public static IEnumerable<ConfigurationEntry> Read(IDictionary environment)
    {
        foreach (DictionaryEntry variable in environment)
            if (variable is { Key: string name, Value: string value } && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                yield return new(name[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal), ConfigurationValueKind.Environment, value, [], $"environment variable {name}");
    }
}
