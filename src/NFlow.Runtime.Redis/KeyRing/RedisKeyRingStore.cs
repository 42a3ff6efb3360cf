using NFlow.Runtime.Storage;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.KeyRing;

/// <summary>Data protection keys in a hash without expiry. Thread-safe.</summary>
/// <remarks>
/// Data protection cannot wait asynchronously. Waiting for a task lets the thread pool add a thread at once, which the synchronous calls of StackExchange.Redis do not:
/// the answer needs a thread of the pool to be read, and a server that starts under load has few.
/// </remarks>
internal sealed class RedisKeyRingStore(RedisConnection redis) : IKeyRingStore
{
    private readonly RedisKey _key = redis.KeyPrefix + "keyring";

    public IReadOnlyList<string> ReadAll() =>
        [.. Wait(redis.UseAsync("read the data protection keys", database => database.HashValuesAsync(_key), CancellationToken.None)).Select(value => (string)value!)];

    public bool TryAdd(string name, string xml) =>
        Wait(redis.UseAsync("store a data protection key", database => database.HashSetAsync(_key, name, xml, When.NotExists), CancellationToken.None));

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
