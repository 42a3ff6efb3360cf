using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Schema;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Contexts over connections the host hands out.</summary>
internal sealed class ConnectionContextSource(Func<CancellationToken, ValueTask<DbConnection>> connect) : IContextSource
{
    public async ValueTask<NFlowDbContext> CreateAsync(CancellationToken cancellationToken)
    {
        var connection = await connect(cancellationToken).ConfigureAwait(false);
        var options = new DbContextOptionsBuilder<NFlowDbContext>();
        _ = connection switch
        {
            SqliteConnection => options.UseSqlite(connection, contextOwnsConnection: true).WithCompiledModel(postgres: false),
            NpgsqlConnection => options.UseNpgsql(connection, contextOwnsConnection: true).WithCompiledModel(postgres: true),
            _ => throw new StorageException($"The connection is a {connection.GetType().Name}. NFlow's stores serve SqliteConnection and NpgsqlConnection."),
        };
        return new NFlowDbContext(options.Options);
    }
}
