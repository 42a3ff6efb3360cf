using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.RateLimiting;

namespace NFlow.Runtime.Tests.RateLimiting;

public sealed class MemoryTokenBucketsTests
{
    private static readonly TokenBucketPolicy TenPerMinuteAndTwo = new(10, TimeSpan.FromMinutes(1), 2);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task TakeAsync_NewClient_GetsLimitPlusBurstAndNoMore()
    {
        var buckets = new MemoryTokenBuckets(_time);

        var remaining = new List<long>();
        for (var i = 0; i < 12; i++)
            remaining.Add((await TakeAsync(buckets)).Remaining);
        var denied = await TakeAsync(buckets);

        Assert.That(remaining, Is.EqualTo([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]));
        Assert.That(denied, Is.EqualTo(new TokenBucketDecision(false, 0, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(72))));
    }

    [Test]
    public async Task TakeAsync_EmptyBucket_RefillsEvenlyNotAtTheEndOfTheWindow()
    {
        var buckets = new MemoryTokenBuckets(_time);
        while ((await TakeAsync(buckets)).IsAllowed)
        {
        }

        _time.Advance(TimeSpan.FromSeconds(6) - TimeSpan.FromTicks(1));
        Assert.That((await TakeAsync(buckets)).IsAllowed, Is.False);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That((await TakeAsync(buckets)).IsAllowed, Is.True);
        Assert.That((await TakeAsync(buckets)).IsAllowed, Is.False);
    }

    [Test]
    public async Task TakeAsync_OneClientIsOut_OthersAreNot()
    {
        var buckets = new MemoryTokenBuckets(_time);
        while ((await TakeAsync(buckets)).IsAllowed)
        {
        }

        Assert.That((await TakeAsync(buckets, "192.0.2.2")).IsAllowed, Is.True);
    }

    /// <summary>In any window, at most what the bucket held plus what was refilled; and what a denial promises as time to wait is exact.</summary>
    [Test]
    public void TakeAsync_AnySequence_NeverAdmitsMoreThanCapacityPlusRefillInAnyWindow() =>
        Gen.Select(
            Gen.Int[1, 50],
            Gen.Int[0, 20],
            Gen.Int[1, 120],
            Gen.Select(Gen.Long[0, 4_000_000], Gen.Frequency((3, Gen.Const(0)), (1, Gen.Const(1)))).Array[1, 200])
            .Sample(
                (limit, burst, windowSeconds, pauses) =>
                {
                    var time = new FakeTimeProvider();
                    var buckets = new MemoryTokenBuckets(time);
                    var policy = new TokenBucketPolicy(limit, TimeSpan.FromSeconds(windowSeconds), burst);
                    var admitted = new List<long>();
                    foreach (var (pause, waits) in pauses)
                    {
                        time.Advance(TimeSpan.FromMicroseconds(waits * pause));
                        var decision = buckets.TakeAsync("x", policy, CancellationToken.None).AsTask().Result;
                        if (decision.IsAllowed)
                            admitted.Add(time.GetTimestamp());
                    }

                    for (var first = 0; first < admitted.Count; first++)
                        for (var last = first; last < admitted.Count; last++)
                        {
                            var refilled = (admitted[last] - admitted[first]) / (double)time.TimestampFrequency * limit / windowSeconds;
                            if (last - first + 1 > limit + burst + refilled + 1e-6)
                                return false;
                        }

                    return true;
                },
                iter: 500);

    [Test]
    public void TakeAsync_DeniedThenWaitingAsTold_IsAllowed() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[0, 50], Gen.Int[1, 3600]).Sample(
            (limit, burst, windowSeconds) =>
            {
                var time = new FakeTimeProvider();
                var buckets = new MemoryTokenBuckets(time);
                var policy = new TokenBucketPolicy(limit, TimeSpan.FromSeconds(windowSeconds), burst);
                TokenBucketDecision Take() => buckets.TakeAsync("x", policy, CancellationToken.None).AsTask().Result;
                var taken = 0;
                TokenBucketDecision decision;
                while ((decision = Take()).IsAllowed)
                    taken++;
                time.Advance(decision.RetryAfter - TimeSpan.FromTicks(1));
                var tooEarly = Take().IsAllowed;
                time.Advance(TimeSpan.FromTicks(1));
                return taken == limit + burst && !tooEarly && Take().IsAllowed;
            },
            iter: 200);

    [Test]
    public async Task Count_ManyClients_StaysBelowTheBound()
    {
        var buckets = new MemoryTokenBuckets(_time, 100);

        for (var i = 0; i < 10_000; i++)
        {
            await TakeAsync(buckets, $"client {i}");
            Assert.That(buckets.Count, Is.LessThanOrEqualTo(100));
        }
    }

    [Test]
    public async Task MakeRoom_ManyNewClients_TheOneThatIsOutStaysOut()
    {
        var buckets = new MemoryTokenBuckets(_time, 100);
        while ((await TakeAsync(buckets)).IsAllowed)
        {
        }

        for (var i = 0; i < 1_000; i++)
            await TakeAsync(buckets, $"client {i}");

        Assert.That((await TakeAsync(buckets)).IsAllowed, Is.False);
    }

    [Test]
    public async Task Count_ClientsAreIdleUntilFull_TheirBucketsAreDropped()
    {
        var buckets = new MemoryTokenBuckets(_time);
        for (var i = 0; i < 50; i++)
            await TakeAsync(buckets, $"client {i}");

        _time.Advance(TimeSpan.FromMinutes(1));
        await TakeAsync(buckets, "another");

        Assert.That(buckets.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task TakeAsync_ManyAtOnce_AdmitsExactlyTheCapacity()
    {
        var buckets = new MemoryTokenBuckets(_time);
        var policy = new TokenBucketPolicy(1000, TimeSpan.FromMinutes(1), 100);

        var admitted = 0;
        await Parallel.ForAsync(0, 8, async (_, cancellationToken) =>
        {
            for (var i = 0; i < 500; i++)
                if ((await buckets.TakeAsync("x", policy, cancellationToken)).IsAllowed)
                    Interlocked.Increment(ref admitted);
        });

        Assert.That(admitted, Is.EqualTo(1100));
    }

    private static ValueTask<TokenBucketDecision> TakeAsync(MemoryTokenBuckets buckets, string client = "192.0.2.1") =>
        buckets.TakeAsync(client, TenPerMinuteAndTwo, CancellationToken.None);
}
