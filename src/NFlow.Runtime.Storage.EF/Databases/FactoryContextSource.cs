using Microsoft.EntityFrameworkCore;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>Contexts from a factory, pooled or not.</summary>
internal sealed class FactoryContextSource<TContext>(IDbContextFactory<TContext> factory) : IContextSource
    where TContext : NFlowDbContext
{
    public async ValueTask<NFlowDbContext> CreateAsync(CancellationToken cancellationToken) =>
        await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
}
