using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using NFlow.Runtime.Storage.EF.Schema;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Databases;

internal sealed record PostgresChoice(string Dsn) : DatabaseChoice
{
    public override OpenedDatabase Open(IServiceProvider services, NFlowStorageOptions options)
    {
        var source = NpgsqlDataSource.Create(PostgresAddress.Parse(Dsn));
        var contexts = new DbContextOptionsBuilder<NFlowDbContext>().UseNpgsql(source).WithCompiledModel(postgres: true);
        return new OpenedDatabase(
            new FactoryContextSource<NFlowDbContext>(new PooledDbContextFactory<NFlowDbContext>(contexts.Options)),
            source);
    }
}
