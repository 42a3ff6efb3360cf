using System.Text.Json;

namespace NFlow.Runtime.Compatibility.Tests.Surface;

public sealed class RedisLossTests
{
    [TestCase("redis_hget('hang', 'f')", "redis_hget: Redis did not answer.")]
    [TestCase("await redis.hset('hang', 'f', 1)", "redis.hset: Redis did not answer.")]
    [CancelAfter(60_000)]
    public async Task RedisCall_WhenRedisGoesAwayMidWay_FailsAndTheNextOneWorks(string call, string message, CancellationToken cancellationToken)
    {
        TestServices.RequireRedis();
        await using var host = await SurfaceHost.StartAsync();
        var run = host.RunAsync($"try {{ {call}; return 'it went on'; }} catch (e) {{ return e.message; }}", cancellationToken: cancellationToken);
        await host.Hold.Reached.WaitAsync(cancellationToken);

        host.CutRedis();

        Assert.That(JsonElement.Parse((await run).Text)[0].GetString(), Is.EqualTo(message));
        var (_, _, text) = await host.RunAsync("const k = '«key»'; redis_hset(k, 'f', 'back'); redis_expire(k, 60); return redis_hget(k, 'f');", cancellationToken: cancellationToken);
        Assert.That(text, Is.EqualTo("[\"back\"]\n"));
    }
}
