using NFlow.Runtime.Storage;

namespace NFlow.Runtime.RateLimiting;

/// <summary>
/// Token buckets by client. Registered in dependency injection under a key that is the backend's name in the settings:
/// <c>memory</c> for one instance, <c>redis</c> (package NFlow.Runtime.Redis) shared by all. Thread-safe.
/// </summary>
public interface ITokenBuckets
{
    /// <summary>Takes a token from a client's bucket if there is one, atomically. A client not known yet has a full bucket; a denied request takes nothing.</summary>
    /// <param name="client">What the bucket is for.</param>
    /// <param name="policy">Size and refill.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="StorageException">The backend did not answer.</exception>
    ValueTask<TokenBucketDecision> TakeAsync(string client, TokenBucketPolicy policy, CancellationToken cancellationToken);
}
