using System.Diagnostics;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.RateLimiting;
using NFlow.Runtime.Redis.Tests.Support;

namespace NFlow.Runtime.Redis.Tests;

public sealed class RedisTokenBucketsTests
{
    private readonly string _prefix = RedisInstance.NewPrefix();
    private readonly List<RedisInstance> _instances = [];

    [TearDown]
    public async Task DisposeInstances()
    {
        foreach (var instance in _instances)
            await instance.DisposeAsync();
    }

    [Test]
    public async Task TakeAsync_SlowRefill_CountsDownAndThenTellsWhenToRetry()
    {
        var buckets = Open();
        var policy = new TokenBucketPolicy(10, TimeSpan.FromHours(10), 2);

        var remaining = new List<long>();
        for (var i = 0; i < 12; i++)
            remaining.Add((await buckets.TakeAsync("x", policy, CancellationToken.None)).Remaining);
        var denied = await buckets.TakeAsync("x", policy, CancellationToken.None);

        Assert.That(remaining, Is.EqualTo([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]));
        Assert.That(denied.IsAllowed, Is.False);
        Assert.That(denied.RetryAfter, Is.GreaterThan(TimeSpan.FromMinutes(59)).And.LessThanOrEqualTo(TimeSpan.FromHours(1)));
        Assert.That(denied.FullAfter, Is.GreaterThan(TimeSpan.FromHours(11)).And.LessThanOrEqualTo(TimeSpan.FromHours(12)));
    }

    [Test]
    public async Task TakeAsync_ThreeInstancesAtOnce_AdmitTogetherWhatOneWould()
    {
        var policy = new TokenBucketPolicy(100, TimeSpan.FromHours(10), 20);
        var instances = new[] { Open(), Open(), Open() };

        var admitted = 0;
        await Parallel.ForAsync(0, 600, async (i, cancellationToken) =>
        {
            if ((await instances[i % 3].TakeAsync("x", policy, cancellationToken)).IsAllowed)
                Interlocked.Increment(ref admitted);
        });

        Assert.That(admitted, Is.EqualTo(120));
    }

    /// <summary>By the server's clock: a stopwatch started before and stopped after the taking never measures less than the server did.</summary>
    [Test]
    public void TakeAsync_FastRefill_NeverAdmitsMoreThanCapacityPlusRefill()
    {
        var buckets = Open();
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 5], Gen.Int[10, 200]).SampleAsync(
            async (limit, burst, windowMilliseconds) =>
            {
                var policy = new TokenBucketPolicy(limit, TimeSpan.FromMilliseconds(windowMilliseconds), burst);
                var client = Guid.NewGuid().ToString();
                var admitted = 0;
                var watch = Stopwatch.StartNew();
                for (var i = 0; i < 100; i++)
                    if ((await buckets.TakeAsync(client, policy, CancellationToken.None)).IsAllowed)
                        admitted++;
                // One millisecond for a server clock that is adjusted while the test runs.
                var refilled = (watch.Elapsed.TotalMilliseconds + 1) * limit / windowMilliseconds;
                return admitted <= limit + burst + refilled;
            },
            iter: 30).GetAwaiter().GetResult();
    }

    [Test]
    public async Task TakeAsync_BucketIsFullAgain_ItsKeyIsGone()
    {
        var buckets = Open();
        var policy = new TokenBucketPolicy(1000, TimeSpan.FromSeconds(1), 0);
        await buckets.TakeAsync("x", policy, CancellationToken.None);

        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(TestServices.RequireRedis());
        var ttl = await redis.GetDatabase().KeyTimeToLiveAsync($"{_prefix}rate:x");

        Assert.That(ttl ?? TimeSpan.Zero, Is.LessThanOrEqualTo(TimeSpan.FromMilliseconds(1)));
    }

    private ITokenBuckets Open()
    {
        var instance = new RedisInstance(TestServices.RequireRedis(), _prefix);
        _instances.Add(instance);
        return instance.Services.GetRequiredKeyedService<ITokenBuckets>("redis");
    }
}
