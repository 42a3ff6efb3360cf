using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Queries;
using Compiled = Microsoft.EntityFrameworkCore.EF;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>Templates in the designer's table <c>template</c>. Thread-safe.</summary>
internal sealed class EfTemplateStore(NFlowDatabase database, QueryCatalog queries) : ITemplateStore
{
    private readonly Func<NFlowDbContext, string, Task<string?>> _find = Compiled.CompileAsyncQuery((NFlowDbContext context, string name) =>
        context.Templates.AsNoTracking().Where(row => row.Name == name).OrderBy(row => row.Id).Select(row => row.Content).FirstOrDefault());

    public async ValueTask<string?> FindAsync(string name, CancellationToken cancellationToken) =>
        StoredText.CanExist(name)
            ? await database.ReadAsync(
                $"reading template '{name}'",
                async (lease, token) =>
                    await queries.FindOverrideAsync(lease, StockQueries.GetTemplate, token).ConfigureAwait(false) is { } sql
                        ? (await lease.QueryAsync(StockQueries.GetTemplate, sql, name, ["id", "name", "content"], row => row.Text(2), token).ConfigureAwait(false)).FirstOrDefault()
                        : await _find(lease.Context, name).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false)
            : null;
}
