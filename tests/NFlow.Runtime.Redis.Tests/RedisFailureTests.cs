using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Redis.Tests.Support;
using NFlow.Runtime.Storage;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis.Tests;

public sealed class RedisFailureTests
{
    private const string Password = "s3cret-password";

    [Test]
    public async Task LoadAsync_NobodyListens_SaysWhereAndWhatToDoWithoutThePassword()
    {
        await using var instance = Away();

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await instance.Get<ISessionStore>().LoadAsync("s", CancellationToken.None));

        Assert.That(exception!.Message, Does.StartWith("Redis at 127.0.0.1:1 could not read a session: it ").And.Contain("Check that it runs"));
        Assert.That(exception.ToString(), Does.Not.Contain(Password));
    }

    [Test]
    public async Task LoadAsync_NameDoesNotResolve_SaysWhere()
    {
        await using var instance = new RedisInstance("no-such-host.invalid:6379", configure: options => options.ConnectTimeout = options.OperationTimeout = TimeSpan.FromMilliseconds(200));

        Assert.That(
            async () => await instance.Get<ISessionStore>().LoadAsync("s", CancellationToken.None),
            Throws.TypeOf<StorageException>().With.Message.StartsWith("Redis at no-such-host.invalid:6379 could not read a session: it "));
    }

    [Test]
    public async Task CheckAsync_NobodyListens_IsUnhealthyAndDoesNotThrow()
    {
        await using var instance = Away();

        var health = await instance.Get<IEnumerable<IStorageProbe>>().Single(probe => probe.Name == "redis").CheckAsync(CancellationToken.None);

        Assert.That(health, Has.Property("IsHealthy").False.And.Property("Store").EqualTo("127.0.0.1:1").And.Property("Problem").Not.Null);
    }

    [Test]
    public async Task CheckAsync_RedisAnswers_IsHealthy()
    {
        await using var instance = new RedisInstance(TestServices.RequireRedis());

        var health = await instance.Get<IEnumerable<IStorageProbe>>().Single(probe => probe.Name == "redis").CheckAsync(CancellationToken.None);

        Assert.That(health, Has.Property("IsHealthy").True.And.Property("Problem").Null);
    }

    [Test]
    public async Task Probe_SaysWhetherSessionsAreLostWithRedis()
    {
        await using var withSessions = Away();
        var services = new ServiceCollection().AddLogging();
        services.AddNFlowCore().AddRedis(options => options.Host = "127.0.0.1:1");
        await using var without = services.BuildServiceProvider();
        static bool IsNeeded(IServiceProvider provider) => provider.GetServices<IStorageProbe>().Single(probe => probe.Name == "redis").IsNeededToServe;

        Assert.That((IsNeeded(withSessions.Services), IsNeeded(without)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task TryAdd_KeysOfOneInstance_AreReadByAnother_AndTheirNamesAreTaken()
    {
        var prefix = RedisInstance.NewPrefix();
        await using var a = new RedisInstance(TestServices.RequireRedis(), prefix);
        await using var b = new RedisInstance(TestServices.RequireRedis(), prefix);

        var first = a.Get<IKeyRingStore>().TryAdd("one", "<key id='1'/>");
        var second = a.Get<IKeyRingStore>().TryAdd("two", "<key id='2'/>");
        var sameName = b.Get<IKeyRingStore>().TryAdd("one", "<key id='1b'/>");

        Assert.That((first, second, sameName), Is.EqualTo((true, true, false)));
        Assert.That(b.Get<IKeyRingStore>().ReadAll(), Is.EquivalentTo(["<key id='1'/>", "<key id='2'/>"]));
    }

    [Test]
    public async Task AddRedis_HostHasItsOwnConnection_IsUsed()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(TestServices.RequireRedis());
        await using (var instance = new RedisInstance("", build: builder => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IConnectionMultiplexer>(builder.Services, connection)))
            await instance.Get<ISessionStore>().SaveAsync("s", new Dictionary<string, string?>(), TimeProvider.System.GetUtcNow().AddMinutes(1), CancellationToken.None);

        Assert.That(connection.IsConnected, Is.True);
    }

    [Test]
    public async Task Options_SeveralMistakes_AreReportedTogether()
    {
        await using var instance = new RedisInstance("", configure: options =>
        {
            options.Database = -1;
            options.KeyPrefix = "";
            options.OperationTimeout = TimeSpan.Zero;
        });

        var exception = Assert.Throws<OptionsValidationException>(() => _ = instance.Get<IOptions<RedisOptions>>().Value);

        Assert.That(exception.Failures, Is.EqualTo([
            "Redis.Host is empty: expected host:port, or an IConnectionMultiplexer registered by the host application.",
            "Redis.Database is -1: expected a number from 0.",
            "Redis.KeyPrefix is empty: expected a text that tells the runtime's keys from others, such as '{nflow-runtime}:'.",
            "Redis.OperationTimeout is 00:00:00: expected a time span greater than zero and at most 00:01:00.",
        ]));
    }

    private static RedisInstance Away() => new("127.0.0.1:1", configure: options =>
    {
        options.Password = Password;
        options.ConnectTimeout = options.OperationTimeout = TimeSpan.FromMilliseconds(200);
    });
}
