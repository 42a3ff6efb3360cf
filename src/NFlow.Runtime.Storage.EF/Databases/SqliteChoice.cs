using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using NFlow.Runtime.Storage.EF.Schema;

namespace NFlow.Runtime.Storage.EF.Databases;

internal sealed record SqliteChoice(string Dsn) : DatabaseChoice
{
    public override OpenedDatabase Open(IServiceProvider services, NFlowStorageOptions options)
    {
        var address = SqliteAddress.Parse(Dsn, options.LockTimeout);
        var contexts = new DbContextOptionsBuilder<NFlowDbContext>().UseSqlite(address.ConnectionString).WithCompiledModel(postgres: false);
        return new OpenedDatabase(
            new FactoryContextSource<NFlowDbContext>(new PooledDbContextFactory<NFlowDbContext>(contexts.Options)),
            address.IsInMemory ? KeepAlive(address.ConnectionString) : null);
    }

    private static SqliteConnection KeepAlive(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }
}
