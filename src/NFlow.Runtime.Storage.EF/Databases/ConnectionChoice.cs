using System.Data.Common;

namespace NFlow.Runtime.Storage.EF.Databases;

internal sealed record ConnectionChoice(Func<IServiceProvider, CancellationToken, ValueTask<DbConnection>> Connect) : DatabaseChoice
{
    public override OpenedDatabase Open(IServiceProvider services, NFlowStorageOptions options) =>
        new(new ConnectionContextSource(token => Connect(services, token)));
}
