using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Tests.KeyRing;

/// <summary>A store of keys that hosts of one test share.</summary>
internal sealed class SharedKeyRing : IKeyRingStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>Thrown in place of every answer; null while the store is there.</summary>
    public Exception? Outage { get; set; }

    /// <summary>Called after the keys have been read, before they are handed out.</summary>
    public Action HasRead { get; set; } = () => { };

    public IReadOnlyList<string> ReadAll()
    {
        ThrowIfAway();
        List<string> read;
        lock (_lock)
            read = [.. _keys.Values];
        HasRead();
        return read;
    }

    public bool TryAdd(string name, string xml)
    {
        ThrowIfAway();
        lock (_lock)
            return _keys.TryAdd(name, xml);
    }

    private void ThrowIfAway()
    {
        if (Outage is not null)
            throw Outage;
    }
}
