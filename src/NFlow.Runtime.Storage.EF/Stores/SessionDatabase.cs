using Microsoft.Extensions.Logging;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Schema;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>A database that keeps sessions and nothing else. Thread-safe.</summary>
internal sealed class SessionDatabase : IStorageProbe, IDisposable
{
    private readonly NFlowDatabase _database;
    private readonly IDisposable? _lifetime;

    public SessionDatabase(IServiceProvider services, NFlowStorageOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var opened = options.Choice.Open(services, options);
        _lifetime = opened.Lifetime;
        _database = new NFlowDatabase("sessions", opened.Contexts, new DatabasePreparation(options, null, loggers.CreateLogger<DatabasePreparation>()), time);
        Sessions = new EfSessionStore(_database, time);
    }

    public EfSessionStore Sessions { get; }

    public string Name => _database.Name;

    public ValueTask<StorageHealth> CheckAsync(CancellationToken cancellationToken) => _database.CheckAsync(cancellationToken);

    public void Dispose()
    {
        _database.Dispose();
        _lifetime?.Dispose();
    }
}
