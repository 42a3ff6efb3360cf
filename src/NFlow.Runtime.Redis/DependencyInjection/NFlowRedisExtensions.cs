using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.RateLimiting;
using NFlow.Runtime.Redis;
using NFlow.Runtime.Redis.Clustering;
using NFlow.Runtime.Redis.KeyRing;
using NFlow.Runtime.Redis.RateLimiting;
using NFlow.Runtime.Redis.Scripting;
using NFlow.Runtime.Redis.Sessions;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Redis to the runtime.</summary>
public static class NFlowRedisExtensions
{
    /// <summary>
    /// Connects to Redis: instances hear of each other (runs are listed and killed across them), rate limits can be shared (backend <c>redis</c>),
    /// scripts have the Redis functions, and health reports include it. Calling it twice is safe.
    /// </summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Says where Redis is; without it, settings come from <see cref="RedisOptions"/> as configured elsewhere.</param>
    /// <returns>The builder.</returns>
    /// <remarks>A Redis that is away does not keep the host from starting.</remarks>
    public static INFlowBuilder AddRedis(this INFlowBuilder builder, Action<RedisOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(RedisConnection)))
            return builder;

        services.AddOptions<RedisOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisOptions>, RedisOptionsValidator>());
        services.AddSingleton<RedisConnection>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageProbe, RedisProbe>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostApi, RedisApi>());
        services.Replace(ServiceDescriptor.Singleton<IClusterBus, RedisClusterBus>());
        services.TryAddKeyedSingleton<ITokenBuckets, RedisTokenBuckets>("redis");
        return builder;
    }

    /// <summary>Keeps sessions in Redis, and the data protection keys that prove session cookies: every instance serves every client.</summary>
    /// <param name="builder">The runtime's builder, after <see cref="AddRedis"/>.</param>
    /// <returns>The builder. Calling it twice is safe.</returns>
    public static INFlowBuilder AddRedisSessions(this INFlowBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddRedis();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISessionStore, RedisSessionStore>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IKeyRingStore, RedisKeyRingStore>());
        return builder;
    }
}
