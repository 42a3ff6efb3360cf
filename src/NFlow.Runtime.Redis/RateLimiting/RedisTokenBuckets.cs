using NFlow.Runtime.RateLimiting;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.RateLimiting;

/// <summary>Token buckets that all instances share: one script, one round trip, by Redis's clock. Thread-safe.</summary>
/// <remarks>A bucket is one key that holds the moment at which the bucket is full again, and that vanishes at that moment.</remarks>
internal sealed class RedisTokenBuckets(RedisConnection redis) : ITokenBuckets
{
    /// <summary>
    /// Key: bucket. Arguments: microseconds per token, tokens of a full bucket. Answers whether allowed, and microseconds until the bucket is full.
    /// A moment beyond a whole bucket can only come from a clock set back: then the bucket is empty, not locked for longer.
    /// </summary>
    private const string TakeScript = """
        local clock = redis.call('TIME')
        local now = clock[1] * 1000000 + clock[2]
        local interval, whole = tonumber(ARGV[1]), tonumber(ARGV[1]) * tonumber(ARGV[2])
        local missing = math.min(whole, math.max(0, tonumber(redis.call('GET', KEYS[1]) or 0) - now))
        if missing + interval > whole then return {0, missing} end
        missing = missing + interval
        redis.call('SET', KEYS[1], string.format('%.0f', now + missing), 'PX', math.ceil(missing / 1000))
        return {1, missing}
        """;

    public async ValueTask<TokenBucketDecision> TakeAsync(string client, TokenBucketPolicy policy, CancellationToken cancellationToken)
    {
        var interval = policy.Interval.Ticks / TimeSpan.TicksPerMicrosecond;
        RedisKey key = $"{redis.KeyPrefix}rate:{client}";
        var answer = (long[])(await redis.UseAsync(
            "take a rate limit token",
            database => database.ScriptEvaluateAsync(TakeScript, [key], [interval, policy.Capacity]),
            cancellationToken).ConfigureAwait(false))!;

        var (isAllowed, missing) = (answer[0] == 1, answer[1]);
        var whole = interval * policy.Capacity;
        return new TokenBucketDecision(
            isAllowed,
            Math.Max(0, (whole - missing) / interval),
            isAllowed ? TimeSpan.Zero : TimeSpan.FromMicroseconds(missing + interval - whole),
            TimeSpan.FromMicroseconds(missing));
    }
}
