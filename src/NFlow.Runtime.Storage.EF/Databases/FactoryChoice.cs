using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.Storage.EF.Databases;

internal sealed record FactoryChoice<TContext> : DatabaseChoice
    where TContext : NFlowDbContext
{
    public override OpenedDatabase Open(IServiceProvider services, NFlowStorageOptions options)
    {
        var factory = services.GetService<IDbContextFactory<TContext>>()
            ?? throw new InvalidOperationException($"AddEntityFrameworkStores<{typeof(TContext).Name}>() needs a factory of that context: call services.AddPooledDbContextFactory<{typeof(TContext).Name}>(…).");
        return new OpenedDatabase(new FactoryContextSource<TContext>(factory));
    }
}
