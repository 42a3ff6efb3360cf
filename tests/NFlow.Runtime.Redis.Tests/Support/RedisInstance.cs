using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Redis.Tests.Support;

/// <summary>A runtime with Redis, whose keys are this test's own.</summary>
internal sealed class RedisInstance : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public RedisInstance(string host, string? prefix = null, TimeProvider? time = null, Action<INFlowBuilder>? build = null, Action<RedisOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        if (time is not null)
            services.AddSingleton(time);
        var builder = services.AddNFlowCore(options =>
        {
            options.TriggersFolder = "/nonexistent";
            options.AppFreshness = TimeSpan.FromDays(1);
        });
        builder.AddRedis(options =>
        {
            options.Host = host;
            options.KeyPrefix = prefix ?? NewPrefix();
            configure?.Invoke(options);
        }).AddRedisSessions();
        build?.Invoke(builder);
        _provider = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _provider;

    public static string NewPrefix() => $"{{test-{Guid.NewGuid():n}}}:";

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
