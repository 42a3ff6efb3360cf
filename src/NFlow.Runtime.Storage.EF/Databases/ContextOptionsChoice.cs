using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace NFlow.Runtime.Storage.EF.Databases;

internal sealed record ContextOptionsChoice(Action<IServiceProvider, DbContextOptionsBuilder> Configure) : DatabaseChoice
{
    public override OpenedDatabase Open(IServiceProvider services, NFlowStorageOptions options)
    {
        var contexts = new DbContextOptionsBuilder<NFlowDbContext>();
        Configure(services, contexts);
        return new OpenedDatabase(
            new FactoryContextSource<NFlowDbContext>(new PooledDbContextFactory<NFlowDbContext>(contexts.Options)));
    }
}
