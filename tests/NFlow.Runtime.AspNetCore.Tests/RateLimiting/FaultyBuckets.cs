using NFlow.Runtime.RateLimiting;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Tests.RateLimiting;

/// <summary>A backend that can fail or hang.</summary>
internal sealed class FaultyBuckets : ITokenBuckets
{
    public bool Fails { get; set; }

    public bool Hangs { get; set; }

    public int Calls { get; private set; }

    public async ValueTask<TokenBucketDecision> TakeAsync(string client, TokenBucketPolicy policy, CancellationToken cancellationToken)
    {
        Calls++;
        if (Hangs)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return Fails ? throw new StorageException("Redis is away.") : new TokenBucketDecision(true, 1, TimeSpan.Zero, TimeSpan.Zero);
    }
}
