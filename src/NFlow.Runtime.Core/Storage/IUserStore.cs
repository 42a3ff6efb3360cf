namespace NFlow.Runtime.Storage;

/// <summary>The users of an app (<c>validate_user</c>, <c>get_user</c>). Thread-safe.</summary>
public interface IUserStore
{
    /// <summary>Reads a user.</summary>
    /// <param name="name">User name, exact.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The user, or null when there is none.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<UserRecord?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Adds a user or replaces the one of the same name.</summary>
    /// <param name="user">The user; its id is ignored for a new one.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>A task.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask SaveAsync(UserRecord user, CancellationToken cancellationToken);
}
