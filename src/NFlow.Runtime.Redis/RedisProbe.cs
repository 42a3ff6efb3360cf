using NFlow.Runtime.Redis.Sessions;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Redis;

/// <summary>Tells whether Redis answers. Without it sessions that are kept there are away; rate limits open, instances no longer hear of each other, and scripts that use it fail, but apps are served.</summary>
internal sealed class RedisProbe(RedisConnection redis, ISessionStore sessions) : IStorageProbe
{
    public string Name => "redis";

    public bool IsNeededToServe => sessions is RedisSessionStore;

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
