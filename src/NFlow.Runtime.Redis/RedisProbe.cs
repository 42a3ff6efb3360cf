using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Redis;

/// <summary>Tells whether Redis answers.</summary>
internal sealed class RedisProbe(RedisConnection redis) : IStorageProbe
{
    public string Name => "redis";

    public async ValueTask<StorageHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var latency = await redis.UseAsync("be asked for a sign of life", database => database.PingAsync(), cancellationToken).ConfigureAwait(false);
            return new StorageHealth(true, redis.Address, latency, null);
        }
        catch (StorageException exception)
        {
            return new StorageHealth(false, redis.Address, TimeSpan.Zero, exception.Message);
        }
    }
}
