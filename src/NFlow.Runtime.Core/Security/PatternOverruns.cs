using System.Collections.Concurrent;

namespace NFlow.Runtime.Security;

/// <summary>How often each pattern took too long, for whoever measures. Thread-safe.</summary>
internal sealed class PatternOverruns
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Overruns so far, by name of the pattern.</summary>
    public IEnumerable<KeyValuePair<string, long>> Counts => _counts;

    public void Add(string pattern) => _counts.AddOrUpdate(pattern, 1, static (_, count) => count + 1);
}
