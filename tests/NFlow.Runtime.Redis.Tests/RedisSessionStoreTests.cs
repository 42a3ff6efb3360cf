using NFlow.Runtime.Redis.Tests.Support;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.Contract;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.Tests;

public sealed class RedisSessionStoreTests : SessionStoreContract
{
    private readonly string _prefix = RedisInstance.NewPrefix();

    [Test]
    public async Task Save_Session_EndsByItselfInRedis()
    {
        await Store.SaveAsync("s", new Dictionary<string, string?> { ["p"] = "{}" }, Clock.GetUtcNow().AddMinutes(10), None);

        await using var redis = await ConnectionMultiplexer.ConnectAsync(TestServices.RequireRedis());
        var ttl = await redis.GetDatabase().KeyTimeToLiveAsync($"{_prefix}session:s");
        Assert.That(ttl, Is.GreaterThan(TimeSpan.FromMinutes(9)).And.LessThanOrEqualTo(TimeSpan.FromMinutes(10)));
    }

    [Test]
    public async Task DeleteExpired_ManyMoreThanABatch_RemovesAll()
    {
        for (var i = 0; i < 1200; i++)
            await Store.SaveAsync($"s{i}", new Dictionary<string, string?>(), Clock.GetUtcNow().AddSeconds(1), None);
        Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That(await Store.DeleteExpiredAsync(None), Is.EqualTo(1200));
        Assert.That(await Store.CountAsync(None), Is.Zero);
    }

    protected override Task<ISessionStore> CreateStoreAsync() =>
        Task.FromResult(DisposeLater(new RedisInstance(TestServices.RequireRedis(), _prefix, Clock)).Get<ISessionStore>());
}
