using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Queries;
using Compiled = Microsoft.EntityFrameworkCore.EF;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>Tokens in the designer's table <c>api_tokens</c>. Thread-safe.</summary>
internal sealed class EfTokenStore(NFlowDatabase database, QueryCatalog queries) : ITokenStore
{
    private static readonly string[] Columns = ["id", "name", "token", "start", "expired", "active", "header", "token_type"];

    private readonly Func<NFlowDbContext, string, IAsyncEnumerable<TokenRow>> _list = Compiled.CompileAsyncQuery((NFlowDbContext context, string name) =>
        context.Tokens.AsNoTracking().OrderBy(row => row.Id).Where(row => row.Name == name));

    public async ValueTask<IReadOnlyList<TokenRecord>> ListAsync(string name, CancellationToken cancellationToken) =>
        StoredText.CanExist(name)
            ? await database.ReadAsync("reading tokens", (lease, token) => ListAsync(lease, name, token), cancellationToken).ConfigureAwait(false)
            : [];

    private async Task<IReadOnlyList<TokenRecord>> ListAsync(DatabaseLease lease, string name, CancellationToken cancellationToken)
    {
        if (await queries.FindOverrideAsync(lease, StockQueries.GetToken, cancellationToken).ConfigureAwait(false) is { } sql)
        {
            var found = await lease.QueryAsync(
                StockQueries.GetToken,
                sql,
                name,
                Columns,
                row => ToRecord(row.Number(0) ?? 0, row.Text(1), row.Text(2), row.Number(4), row.Flag(5), row.Text(6), row.Text(7)),
                cancellationToken).ConfigureAwait(false);
            return [.. found.OrderBy(record => record.Id)];
        }

        var tokens = new List<TokenRecord>();
        await foreach (var row in _list(lease.Context, name).WithCancellation(cancellationToken).ConfigureAwait(false))
            tokens.Add(ToRecord(row.Id, row.Name, row.Token, row.Expired, row.Active ?? false, row.Header, row.TokenType));
        return tokens;
    }

    private static TokenRecord ToRecord(long id, string? name, string? token, long? expired, bool active, string? header, string? type) =>
        new(id, Trim(name), token ?? "", ToInstant(expired), active, Trim(header), Trim(type));

    private static string Trim(string? padded) => padded?.TrimEnd(' ') ?? "";

    /// <summary>Seconds beyond what a calendar holds mean never; they are not a reason to refuse the row.</summary>
    private static DateTimeOffset? ToInstant(long? seconds)
    {
        if (seconds is not { } value || value > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return null;
        return DateTimeOffset.FromUnixTimeSeconds(Math.Max(value, DateTimeOffset.MinValue.ToUnixTimeSeconds()));
    }
}
