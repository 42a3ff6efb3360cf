using NFlow.Runtime.Storage;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.KeyRing;

/// <summary>Data protection keys in a hash without expiry. Thread-safe.</summary>
internal sealed class RedisKeyRingStore(RedisConnection redis) : IKeyRingStore
{
    private readonly RedisKey _key = redis.KeyPrefix + "keyring";

    public IReadOnlyList<string> ReadAll() =>
        redis.Use("read the data protection keys", database => database.HashValues(_key).Select(value => (string)value!).ToList());

    public void Add(string name, string xml) =>
        redis.Use("store a data protection key", database => database.HashSet(_key, name, xml));
}
