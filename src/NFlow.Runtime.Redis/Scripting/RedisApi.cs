using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.Scripting;

/// <summary>Hashes in Redis for scripts: <c>redis_hset</c> and friends, which wait, and <c>redis.hset</c> and friends, which are awaited.</summary>
/// <remarks>Scripts name whole keys, since they share data with other programs; only the runtime's own keys (sessions, key ring) are out of reach.</remarks>
internal sealed class RedisApi(RedisConnection redis, IOptions<RedisOptions> options) : IHostApi
{
    private const double LongestExpiry = int.MaxValue;

    private static readonly HostParameter Key = new("key", "string");
    private static readonly HostParameter Field = new("field", "string");
    private static readonly HostParameter Value = new("value", "string | number | boolean | object");
    private static readonly HostParameter Seconds = new("seconds", "number");

    private readonly RedisOptions _options = options.Value;

    public void Configure(HostSurfaceBuilder surface)
    {
        surface
            .BlockingFunction("redis_hset", SetAsync, "Sets a field of a hash in Redis; objects are stored as JSON. True when the field is new. Awaitable twin: redis.hset.", "boolean", Key, Field, Value)
            .BlockingFunction("redis_hget", GetOrEmptyAsync, "Reads a field of a hash in Redis; an empty string when there is none. Awaitable twin: redis.hget.", "string", Key, Field)
            .BlockingFunction("redis_hdel", DeleteAsync, "Removes a field of a hash in Redis; how many were removed. Awaitable twin: redis.hdel.", "number", Key, Field)
            .BlockingFunction("redis_expire", ExpireAsync, "Lets a key in Redis end after so many seconds; false when there is no such key. Awaitable twin: redis.expire.", "boolean", Key, Seconds)
            .AsyncFunction("redis.hset", SetAsync, "Sets a field of a hash in Redis; objects are stored as JSON. True when the field is new.", "boolean", Key, Field, Value)
            .AsyncFunction("redis.hget", GetOrNullAsync, "Reads a field of a hash in Redis; null when there is none.", "string | null", Key, Field)
            .AsyncFunction("redis.hdel", DeleteAsync, "Removes a field of a hash in Redis; how many were removed.", "number", Key, Field)
            .AsyncFunction("redis.expire", ExpireAsync, "Lets a key in Redis end after so many seconds; false when there is no such key.", "boolean", Key, Seconds);
    }

    private ValueTask<HostValue> SetAsync(HostCall call, CancellationToken cancellationToken)
    {
        var (key, field, value) = (RequireKey(call), call.RequireText(1), RequireValue(call));
        return UseAsync(call.Function.Name, async database => HostValue.From(await database.HashSetAsync(key, field, value).ConfigureAwait(false)), cancellationToken);
    }

    private ValueTask<HostValue> GetOrEmptyAsync(HostCall call, CancellationToken cancellationToken) => GetAsync(call, HostValue.From(""), cancellationToken);

    private ValueTask<HostValue> GetOrNullAsync(HostCall call, CancellationToken cancellationToken) => GetAsync(call, HostValue.Null, cancellationToken);

    private ValueTask<HostValue> GetAsync(HostCall call, HostValue none, CancellationToken cancellationToken)
    {
        var (key, field) = (RequireKey(call), call.RequireText(1));
        return UseAsync(
            call.Function.Name,
            async database => await database.HashGetAsync(key, field).ConfigureAwait(false) is { IsNull: false } value ? HostValue.From((string?)value) : none,
            cancellationToken);
    }

    private ValueTask<HostValue> DeleteAsync(HostCall call, CancellationToken cancellationToken)
    {
        var (key, field) = (RequireKey(call), call.RequireText(1));
        return UseAsync(call.Function.Name, async database => HostValue.From(await database.HashDeleteAsync(key, field).ConfigureAwait(false) ? 1 : 0), cancellationToken);
    }

    private ValueTask<HostValue> ExpireAsync(HostCall call, CancellationToken cancellationToken)
    {
        var (key, seconds) = (RequireKey(call), call.RequireNumber(1));
        if (seconds is < 0 or > LongestExpiry)
            throw new HostCallException($"{call.Function.Name}: argument 'seconds' must be from 0 to {LongestExpiry}, not {call.GetText(1)}.", isTypeError: true);
        return UseAsync(call.Function.Name, async database => HostValue.From(await database.KeyExpireAsync(key, TimeSpan.FromSeconds(seconds)).ConfigureAwait(false)), cancellationToken);
    }

    /// <summary>The script learns that Redis failed, the log learns why.</summary>
    private async ValueTask<HostValue> UseAsync(string function, Func<IDatabase, Task<HostValue>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await redis.UseAsync($"carry out {function}", act, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException exception) when (exception.InnerException is RedisServerException { Message: var message } && message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
        {
            throw new HostCallException($"{function}: the key holds something else than a hash.", innerException: exception);
        }
        catch (StorageException exception)
        {
            throw new HostCallException($"{function}: Redis did not answer.", innerException: exception);
        }
    }

    private RedisKey RequireKey(HostCall call)
    {
        var key = call.RequireText(0);
        if (key.Length == 0)
            throw call.BadArgument(0, "a string that is not empty");
        if (key.StartsWith(_options.KeyPrefix, StringComparison.Ordinal))
            throw new HostCallException($"{call.Function.Name}: keys that start with '{_options.KeyPrefix}' belong to the runtime.");
        return key;
    }

    private RedisValue RequireValue(HostCall call)
    {
        var value = call.KindOf(2) switch
        {
            HostValueKind.Undefined or HostValueKind.Null => throw call.BadArgument(2, "a string, number, boolean or object"),
            HostValueKind.String or HostValueKind.Number or HostValueKind.Boolean => call.GetText(2),
            _ when call.GetJson(2) is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } json => json.GetRawText(),
            _ => throw call.BadArgument(2, "a string, number, boolean or object"),
        };
        return value.Length <= _options.MaxScriptValueLength
            ? value
            : throw new HostCallException($"{call.Function.Name}: argument 'value' has {value.Length} characters, {_options.MaxScriptValueLength} are allowed.");
    }
}
