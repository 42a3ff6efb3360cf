using NFlow.Runtime.Model;

namespace NFlow.Runtime.Apps;

/// <summary>The compiled app that requests are served from. Thread-safe.</summary>
public interface IAppCatalog
{
    /// <summary>What is being served right now, without asking the store.</summary>
    AppState State { get; }

    /// <summary>The app to serve: the current version if it is fresh, else the store is asked first. When the store fails, the last good version.</summary>
    /// <param name="cancellationToken">Cancels the wait, not the load, which others may share.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="Execution.RunFailedException">No version could ever be loaded.</exception>
    ValueTask<AppDefinition> GetAsync(CancellationToken cancellationToken);

    /// <summary>Makes the next request ask the store. Call it after saving an app or module.</summary>
    void Invalidate();
}
