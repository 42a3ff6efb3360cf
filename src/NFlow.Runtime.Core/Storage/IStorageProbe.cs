namespace NFlow.Runtime.Storage;

/// <summary>Tells whether a store answers; every store that can be away registers one, and health checks ask all of them. Thread-safe.</summary>
public interface IStorageProbe
{
    /// <summary>What is probed, as health reports name it, such as <c>database</c>.</summary>
    string Name { get; }

    /// <summary>Whether requests cannot be served while it is away. Where they can, health is merely degraded and readiness stays.</summary>
    bool IsNeededToServe => true;

    /// <summary>Asks the store for a sign of life. Never throws but for cancellation.</summary>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <returns>The answer.</returns>
    ValueTask<StorageHealth> CheckAsync(CancellationToken cancellationToken);
}
