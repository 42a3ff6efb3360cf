using NFlow.Runtime.Storage.EF.Databases;

namespace NFlow.Runtime.Storage.EF.Queries;

/// <summary>Runs an installation's own SQL.</summary>
internal static class OverrideExtensions
{
    /// <summary>Runs SQL and maps every row.</summary>
    /// <param name="lease">Where to run it.</param>
    /// <param name="name">Name of the row in table <c>queries</c>.</param>
    /// <param name="sql">The SQL.</param>
    /// <param name="argument">Value of <c>$1</c>; null when the operation has none.</param>
    /// <param name="columns">Columns the mapping needs, in the stock text's order.</param>
    /// <param name="map">Reads the current row.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<List<T>> QueryAsync<T>(
        this DatabaseLease lease, string name, string sql, string? argument, string[] columns, Func<ResultColumns, T> map, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var command = argument is null ? lease.CreateCommand(sql) : lease.CreateCommand(sql, argument);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var result = ResultColumns.Of(reader, $"of {name} in table queries", columns);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    rows.Add(map(result));
            }
        }

        return rows;
    }
}
