namespace NFlow.Runtime.Diagnostics;

/// <summary>What a cache tells of itself, for metrics and operators. Registered in dependency injection by whoever has a cache. Thread-safe.</summary>
public interface ICacheStatistics
{
    /// <summary>What is cached, one word: <c>apps</c>, <c>scripts</c>, <c>templates</c>.</summary>
    string Name { get; }

    /// <summary>Entries now.</summary>
    int Count { get; }

    /// <summary>Answers from the cache.</summary>
    long Hits { get; }

    /// <summary>Answers that had to be made.</summary>
    long Misses { get; }

    /// <summary>Forgets every entry, so that the next use reads or compiles anew.</summary>
    void Clear();
}
