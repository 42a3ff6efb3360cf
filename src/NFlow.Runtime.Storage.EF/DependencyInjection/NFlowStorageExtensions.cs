using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NFlow.Runtime;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.EF;
using NFlow.Runtime.Storage.EF.Clustering;
using NFlow.Runtime.Storage.EF.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the stores on Entity Framework Core.</summary>
public static class NFlowStorageExtensions
{
    /// <summary>Keeps apps, modules, templates, users, tokens, sessions and the tracker in a database; replaces what was registered for them before.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Chooses the database, such as <c>o =&gt; o.UseSqlite("nflow.db")</c>; without it, the SQLite file <c>nflow.db</c> in the working directory.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddEntityFrameworkStores(this INFlowBuilder builder, Action<NFlowStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<NFlowStorageOptions>();
        if (configure is not null)
            services.Configure(configure);

        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NFlowStores>();
        services.Replace(ServiceDescriptor.Singleton<INFlowDatabase>(provider => provider.GetRequiredService<NFlowStores>().Database));
        services.Replace(ServiceDescriptor.Singleton<IAppStore>(provider => provider.GetRequiredService<NFlowStores>().Apps));
        services.Replace(ServiceDescriptor.Singleton<IModuleStore>(provider => provider.GetRequiredService<NFlowStores>().Apps));
        services.Replace(ServiceDescriptor.Singleton<IAppSourceReader>(provider => provider.GetRequiredService<NFlowStores>().Apps));
        services.Replace(ServiceDescriptor.Singleton<IUserStore>(provider => provider.GetRequiredService<NFlowStores>().Users));
        services.Replace(ServiceDescriptor.Singleton<ITokenStore>(provider => provider.GetRequiredService<NFlowStores>().Tokens));
        services.Replace(ServiceDescriptor.Singleton<ISessionStore>(provider => provider.GetRequiredService<NFlowStores>().Sessions));
        services.Replace(ServiceDescriptor.Singleton<ITrackerStore>(provider => provider.GetRequiredService<NFlowStores>().Tracker));
        services.Replace(ServiceDescriptor.Singleton<ITemplateStore>(provider => provider.GetRequiredService<NFlowStores>().Templates));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageProbe, NFlowStores>(provider => provider.GetRequiredService<NFlowStores>()));
        return builder;
    }

    /// <summary>As <see cref="AddEntityFrameworkStores(INFlowBuilder, Action{NFlowStorageOptions}?)"/>, with contexts from the host's own <see cref="IDbContextFactory{TContext}"/>.</summary>
    /// <typeparam name="TContext">The host's context, derived from <see cref="NFlowDbContext"/>.</typeparam>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Further settings.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddEntityFrameworkStores<TContext>(this INFlowBuilder builder, Action<NFlowStorageOptions>? configure = null)
        where TContext : NFlowDbContext =>
        builder.AddEntityFrameworkStores(options =>
        {
            options.UseFactory<TContext>();
            configure?.Invoke(options);
        });

    /// <summary>
    /// Lets the instances that share the database know each other, for installations without Redis: data protection keys are kept in the database, so that every instance
    /// accepts the session cookies of all, and on PostgreSQL runs are listed and killed across instances (NOTIFY and LISTEN).
    /// </summary>
    /// <param name="builder">The runtime's builder, after <see cref="AddEntityFrameworkStores(INFlowBuilder, Action{NFlowStorageOptions}?)"/>.</param>
    /// <returns>The builder. Calling it twice is safe.</returns>
    /// <remarks>Listening holds one connection of the pool. LISTEN does not work through a pooler in transaction mode, such as PgBouncer's.</remarks>
    public static INFlowBuilder AddDatabaseCluster(this INFlowBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IKeyRingStore>(provider => new EfKeyRingStore(provider.GetRequiredService<NFlowStores>().Database)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IClusterBus>(provider => new DatabaseClusterBus(
            provider.GetRequiredService<NFlowStores>().Database,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DatabaseClusterBus>>())));
        return builder;
    }

    /// <summary>Keeps sessions, and only them, in a database of their own; only this runtime's tables are created there. Called after the other stores were added.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Chooses the database, such as <c>o =&gt; o.UsePostgres(url)</c>.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddEntityFrameworkSessions(this INFlowBuilder builder, Action<NFlowStorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new NFlowStorageOptions();
        configure(options);
        var services = builder.Services;
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.Replace(ServiceDescriptor.Singleton(provider => ActivatorUtilities.CreateInstance<SessionDatabase>(provider, options)));
        services.Replace(ServiceDescriptor.Singleton<ISessionStore>(provider => provider.GetRequiredService<SessionDatabase>().Sessions));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageProbe, SessionDatabase>(provider => provider.GetRequiredService<SessionDatabase>()));
        return builder;
    }
}
