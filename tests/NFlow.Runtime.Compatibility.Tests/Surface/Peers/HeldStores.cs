using NFlow.Runtime.Clustering;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Compatibility.Tests.Surface.Peers;

/// <summary>The stores and the cluster, which never answer about anything named <c>hang</c>.</summary>
internal sealed class HeldStores(InMemoryStore inner, Hold hold) : ITemplateStore, IUserStore, ITokenStore, IClusterProcesses
{
    private const string Held = "hang";

    async ValueTask<string?> ITemplateStore.FindAsync(string name, CancellationToken cancellationToken)
    {
        await PassAsync(name, cancellationToken);
        return await ((ITemplateStore)inner).FindAsync(name, cancellationToken);
    }

    async ValueTask<UserRecord?> IUserStore.FindAsync(string name, CancellationToken cancellationToken)
    {
        await PassAsync(name, cancellationToken);
        return await ((IUserStore)inner).FindAsync(name, cancellationToken);
    }

    public ValueTask SaveAsync(UserRecord user, CancellationToken cancellationToken) => inner.SaveAsync(user, cancellationToken);

    public async ValueTask<IReadOnlyList<TokenRecord>> ListAsync(string name, CancellationToken cancellationToken)
    {
        await PassAsync(name, cancellationToken);
        return await ((ITokenStore)inner).ListAsync(name, cancellationToken);
    }

    public Task<ClusterProcessList> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<bool> KillAsync(string runId, CancellationToken cancellationToken)
    {
        await PassAsync(runId, cancellationToken);
        return false;
    }

    private Task PassAsync(string name, CancellationToken cancellationToken) => name == Held ? hold.WaitAsync(cancellationToken) : Task.CompletedTask;
}
