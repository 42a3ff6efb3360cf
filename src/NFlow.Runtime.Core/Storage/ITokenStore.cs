namespace NFlow.Runtime.Storage;

/// <summary>API tokens (<c>validate_token</c>, <c>get_token</c>). Thread-safe.</summary>
public interface ITokenStore
{
    /// <summary>Reads every token of a name, valid or not.</summary>
    /// <param name="name">Token name.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The tokens, in order of their ids.</returns>
    /// <exception cref="StorageException">The store did not answer.</exception>
    ValueTask<IReadOnlyList<TokenRecord>> ListAsync(string name, CancellationToken cancellationToken);
}
