namespace NFlow.Runtime.Storage;

/// <summary>Keeps the host's data protection keys where all instances find them, so that a session cookie issued by one is accepted by all. Thread-safe.</summary>
/// <remarks>
/// Synchronous because data protection asks synchronously: at start, and then about once a day.
/// Keys are stored as data protection hands them over: in the clear unless the host encrypts them (<c>ProtectKeysWith…</c>). Who can read the store can forge session cookies.
/// </remarks>
public interface IKeyRingStore
{
    /// <summary>All keys.</summary>
    /// <returns>Each key as XML text.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    IReadOnlyList<string> ReadAll();

    /// <summary>Adds a key, unless there is one of that name: of instances that add one under the same name at the same moment, one succeeds.</summary>
    /// <param name="name">What the key is called, for people who look into the store.</param>
    /// <param name="xml">The key as XML text.</param>
    /// <returns>False when the store has a key of that name, which stays as it is.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    bool TryAdd(string name, string xml);
}
