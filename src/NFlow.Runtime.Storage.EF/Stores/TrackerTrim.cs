using NFlow.Runtime.Storage.EF.Databases;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>
/// Removes old tracker rows, some at a time, each time on a lease of its own: whoever else writes waits for a few milliseconds at most. Stateless.
/// </summary>
/// <remarks>
/// The designer's table has no index on <c>created</c> and gets none (ADR 4). Rows are numbered as they come, so the old ones are those with the lowest numbers: rows are looked at in that order until a
/// window of them has none that is old. A window without a young one tells nothing, because a clock may have run ahead when it was written; the walk goes on behind it.
/// </remarks>
internal sealed class TrackerTrim(NFlowDatabase database, TimeProvider time)
{
    private const string Action = "trimming the tracker";
    private const int WindowLength = 1_000;

    /// <summary>The next rows after <c>$1</c>: the last of them, how many are older than <c>$2</c>, and how many are neither older than that nor younger than <c>$3</c>.</summary>
    private static readonly string WindowSql =
        $"""
        SELECT max(id), count(CASE WHEN created < $2 THEN 1 END), count(CASE WHEN created >= $2 AND created <= $3 THEN 1 END)
        FROM (SELECT id, created FROM tracker WHERE id > $1 ORDER BY id LIMIT {WindowLength}) AS w
        """;

    private const string DeleteOldSql = "DELETE FROM tracker WHERE id > $1 AND id <= $2 AND created < $3";
    private const string BoundsSql = "SELECT (SELECT min(id) FROM tracker), (SELECT max(id) FROM tracker)";
    private const string SurplusSql = "SELECT id FROM tracker ORDER BY id DESC LIMIT 1 OFFSET $1";
    private static readonly string DeleteSurplusSql = $"DELETE FROM tracker WHERE id IN (SELECT id FROM tracker WHERE id <= $1 ORDER BY id LIMIT {WindowLength})";

    /// <summary>Removes rows that were created before an instant.</summary>
    public async Task<int> RemoveOlderAsync(DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        var removed = 0;
        var limit = TrackerRows.ToStored(olderThan);
        for (var after = long.MinValue; ;)
        {
            var now = TrackerRows.ToStored(time.GetUtcNow());
            var start = after;
            var window = await ReadAsync(WindowSql, [start, limit, now], cancellationToken).ConfigureAwait(false);
            if (window is not [{ } last, var old, var young])
                return removed;
            if (old > 0)
                removed += await WriteAsync(DeleteOldSql, [start, last, limit], cancellationToken).ConfigureAwait(false);
            else if (young > 0)
                return removed;
            after = last;
        }
    }

    /// <summary>Removes rows until so many are left, the newest.</summary>
    public async Task<int> RemoveSurplusAsync(long maxRows, CancellationToken cancellationToken)
    {
        // Rows are counted, by reading as many as are kept, only when their numbers leave it possible that there are too many.
        if (await ReadAsync(BoundsSql, [], cancellationToken).ConfigureAwait(false) is not [{ } first, { } newest] || newest - first < maxRows)
            return 0;
        if (await ReadAsync(SurplusSql, [maxRows], cancellationToken).ConfigureAwait(false) is not [{ } last])
            return 0;
        for (var removed = 0; ;)
        {
            var some = await WriteAsync(DeleteSurplusSql, [last], cancellationToken).ConfigureAwait(false);
            removed += some;
            if (some < WindowLength)
                return removed;
        }
    }

    /// <summary>The numbers of the first row; empty when there is none.</summary>
    private Task<long?[]> ReadAsync(string sql, object?[] values, CancellationToken cancellationToken) => database.ReadAsync(
        Action,
        async (lease, token) =>
        {
            var command = lease.CreateCommand(sql, values);
            await using (command.ConfigureAwait(false))
            {
                var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    if (!await reader.ReadAsync(token).ConfigureAwait(false))
                        return [];
                    var numbers = new long?[reader.FieldCount];
                    for (var i = 0; i < numbers.Length; i++)
                        numbers[i] = reader.IsDBNull(i) ? null : Convert.ToInt64(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture);
                    return numbers;
                }
            }
        },
        cancellationToken);

    private Task<int> WriteAsync(string sql, object?[] values, CancellationToken cancellationToken) =>
        database.WriteAsync(Action, (lease, token) => lease.ExecuteAsync(sql, values, token), cancellationToken);
}
