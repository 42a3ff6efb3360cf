using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Queries;
using NFlow.Runtime.Storage.EF.Schema;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>All stores over one database, and what they share. Thread-safe.</summary>
internal sealed class NFlowStores : IStorageProbe, IDisposable
{
    private readonly IDisposable? _lifetime;

    public NFlowStores(IServiceProvider services, IOptions<NFlowStorageOptions> options, IOptions<NFlowOptions> runtime, TimeProvider time, ILoggerFactory loggers)
    {
        var opened = options.Value.Choice.Open(services, options.Value);
        _lifetime = opened.Lifetime;
        var preparation = new DatabasePreparation(options.Value, runtime.Value.AppName, loggers.CreateLogger<DatabasePreparation>());
        Database = new NFlowDatabase("database", opened.Contexts, preparation, time);
        var queries = new QueryCatalog(options.Value, time, loggers.CreateLogger<QueryCatalog>());
        Apps = new EfAppStore(Database, queries, new AppVersionReader(queries));
        Users = new EfUserStore(Database, queries);
        Tokens = new EfTokenStore(Database, queries);
        Sessions = new EfSessionStore(Database, time);
        Tracker = new EfTrackerStore(Database, queries, time);
        Templates = new CachedTemplateStore(new EfTemplateStore(Database, queries), time, options.Value.TemplateFreshness);
    }

    public NFlowDatabase Database { get; }

    public EfAppStore Apps { get; }

    public EfUserStore Users { get; }

    public EfTokenStore Tokens { get; }

    public EfSessionStore Sessions { get; }

    public EfTrackerStore Tracker { get; }

    public ITemplateStore Templates { get; }

    public string Name => Database.Name;

    public ValueTask<StorageHealth> CheckAsync(CancellationToken cancellationToken) => Database.CheckAsync(cancellationToken);

    public void Dispose()
    {
        Database.Dispose();
        _lifetime?.Dispose();
    }
}
