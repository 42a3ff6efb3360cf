using System.Globalization;
using NFlow.Runtime.Storage;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.Sessions;

/// <summary>Sessions in Redis: a hash for each, written by one script so that no reader sees half a change. Thread-safe.</summary>
/// <remarks>
/// A session ends by the instances' clocks (its field <c>expires</c>); the key's own expiry removes what nobody deletes.
/// A sorted set of ids by expiry serves counting and cleaning, so that neither has to walk through all keys.
/// </remarks>
internal sealed class RedisSessionStore(RedisConnection redis, TimeProvider time) : ISessionStore
{
    private const string ExpiresField = "expires";

    /// <summary>Parts are told from the runtime's own fields by this, whatever they are called.</summary>
    private const string PartPrefix = "p:";

    private const int CleaningBatch = 500;

    /// <summary>Keys: session, index. Arguments: id, now, expiry, number of parts to set, their names and values, names of parts to remove.</summary>
    private const string SaveScript = """
        local expires = redis.call('HGET', KEYS[1], 'expires')
        if expires and tonumber(expires) <= tonumber(ARGV[2]) then redis.call('UNLINK', KEYS[1]) end
        redis.call('HSET', KEYS[1], 'expires', ARGV[3])
        local removed = 5 + 2 * tonumber(ARGV[4])
        for i = 5, removed - 1, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
        for i = removed, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end
        redis.call('PEXPIRE', KEYS[1], math.max(1, tonumber(ARGV[3]) - tonumber(ARGV[2])))
        redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
        return 1
        """;

    /// <summary>Keys: session, index. Arguments: id, now. Removes the session if it has expired and was not saved meanwhile.</summary>
    private const string ExpireScript = """
        local expires = redis.call('HGET', KEYS[1], 'expires')
        if expires and tonumber(expires) > tonumber(ARGV[2]) then return 0 end
        redis.call('UNLINK', KEYS[1])
        return redis.call('ZREM', KEYS[2], ARGV[1])
        """;

    private readonly RedisKey _index = redis.KeyPrefix + "sessions";

    public async ValueTask<IReadOnlyDictionary<string, string>?> LoadAsync(string sessionId, CancellationToken cancellationToken)
    {
        var fields = await redis.UseAsync("read a session", database => database.HashGetAllAsync(Key(sessionId)), cancellationToken).ConfigureAwait(false);
        var parts = new Dictionary<string, string>(fields.Length, StringComparer.Ordinal);
        var isAlive = false;
        foreach (var field in fields)
        {
            var name = (string)field.Name!;
            if (name == ExpiresField)
                isAlive = (long)field.Value > Now();
            else if (name.StartsWith(PartPrefix, StringComparison.Ordinal))
                parts[name[PartPrefix.Length..]] = field.Value!;
        }

        return isAlive ? parts : null;
    }

    public async ValueTask SaveAsync(string sessionId, IReadOnlyDictionary<string, string?> changes, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var set = changes.Where(change => change.Value is not null).ToList();
        var arguments = new List<RedisValue>(4 + (2 * changes.Count)) { sessionId, Now(), expiresAt.ToUnixTimeMilliseconds(), set.Count };
        foreach (var (name, json) in set)
            arguments.AddRange([PartPrefix + name, json]);
        foreach (var (name, json) in changes)
            if (json is null)
                arguments.Add(PartPrefix + name);

        await redis.UseAsync("save a session", database => database.ScriptEvaluateAsync(SaveScript, [Key(sessionId), _index], [.. arguments]), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DeleteAsync(string sessionId, CancellationToken cancellationToken) =>
        await redis.UseAsync(
            "delete a session",
            async database =>
            {
                var transaction = database.CreateTransaction();
                var deleted = transaction.KeyDeleteAsync(Key(sessionId));
                var forgotten = transaction.SortedSetRemoveAsync(_index, sessionId);
                await transaction.ExecuteAsync().ConfigureAwait(false);
                await Task.WhenAll(deleted, forgotten).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        RedisValue[] expired;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = Now();
            expired = await redis.UseAsync("find expired sessions", database => database.SortedSetRangeByScoreAsync(_index, stop: now, take: CleaningBatch), cancellationToken).ConfigureAwait(false);
            var results = await redis.UseAsync(
                "delete expired sessions",
                database => Task.WhenAll(expired.Select(id => database.ScriptEvaluateAsync(ExpireScript, [Key((string)id!), _index], [id, now]))),
                cancellationToken).ConfigureAwait(false);
            removed += results.Sum(result => (int)result);
        }
        while (expired.Length == CleaningBatch);
        return removed;
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        redis.UseAsync("count sessions", database => database.SortedSetLengthAsync(_index, Now(), double.PositiveInfinity, Exclude.Start), cancellationToken);

    private RedisKey Key(string sessionId) => string.Create(CultureInfo.InvariantCulture, $"{redis.KeyPrefix}session:{sessionId}");

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
