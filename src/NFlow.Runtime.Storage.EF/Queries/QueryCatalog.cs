using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Storage.EF.Databases;

namespace NFlow.Runtime.Storage.EF.Queries;

/// <summary>
/// The SQL that this installation wants in place of ours: the rows of table <c>queries</c> that differ from the stock text. Thread-safe.
/// </summary>
internal sealed partial class QueryCatalog(NFlowStorageOptions options, TimeProvider time, ILogger<QueryCatalog> logger)
{
    private volatile Entry? _current;

    /// <returns>The installation's own SQL for an operation; null when ours serves.</returns>
    public async ValueTask<string?> FindOverrideAsync(DatabaseLease lease, string name, CancellationToken cancellationToken)
    {
        var entry = _current;
        if (entry is null || time.GetElapsedTime(entry.ReadAt) > options.QueriesFreshness)
        {
            var read = await ReadAsync(lease, cancellationToken).ConfigureAwait(false);
            foreach (var changed in read.Overrides.Keys.Where(key => entry?.Overrides.ContainsKey(key) != true))
                LogOverride(changed);
            _current = entry = read;
        }

        return entry.Overrides.GetValueOrDefault(name);
    }

    private async Task<Entry> ReadAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        var readAt = time.GetTimestamp();
        var overrides = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!await HasTableAsync(lease, cancellationToken).ConfigureAwait(false))
            return new Entry(readAt, FrozenDictionary<string, string>.Empty);

        var command = lease.CreateCommand(options.QueriesSql);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var columns = ResultColumns.Of(reader, "of table queries", "name", "query");
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    if (columns.Text(0)?.Trim() is { Length: > 0 } name && columns.Text(1) is { } sql && !string.IsNullOrWhiteSpace(sql) && !StockQueries.IsStock(name, sql))
                        overrides[name] = sql;
            }
        }

        return new Entry(readAt, overrides.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>An installation without the table has no wishes; asking for it first keeps an open transaction usable.</summary>
    private async Task<bool> HasTableAsync(DatabaseLease lease, CancellationToken cancellationToken) =>
        options.QueriesSql != NFlowStorageOptions.DefaultQueriesSql
        || (await lease.ListTablesAsync(cancellationToken).ConfigureAwait(false)).Contains("queries");

    private sealed record Entry(long ReadAt, FrozenDictionary<string, string> Overrides);

    [LoggerMessage(EventId = 3004, EventName = "QueryOverridden", Level = LogLevel.Information, Message = "Table queries holds other SQL for {Query} than the stock text; it is executed in place of ours.")]
    private partial void LogOverride(string query);
}
