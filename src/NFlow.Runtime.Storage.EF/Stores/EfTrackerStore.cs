using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Queries;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>The designer's table <c>tracker</c>. Thread-safe.</summary>
internal sealed class EfTrackerStore(NFlowDatabase database, QueryCatalog queries) : ITrackerStore
{
    private const string Columns = "log_id, box_id, box_name, box_type, url, username, connection_next, duration, order_box, payload, ip, real_ip, user_agent, query_param, hostname, host, created";

    private const string InsertSql = $"INSERT INTO tracker ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

    /// <summary>All rows in one statement, a column at a time: planned once, a fraction of the work of as many statements on both sides.</summary>
    private const string InsertAllSql =
        $"""
        INSERT INTO tracker ({Columns})
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::timestamp[])
        """;

    public async ValueTask AppendAsync(IReadOnlyList<TrackerEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
            return;
        await database.WriteAsync(
            "writing tracker rows",
            async (lease, token) =>
            {
                var own = await queries.FindOverrideAsync(lease, StockQueries.InsertLog, token).ConfigureAwait(false);
                if (own is null && lease.Dialect.IsPostgres)
                    return await lease.ExecuteAsync(InsertAllSql, ToColumns(entries), token).ConfigureAwait(false) > 0;
                var batch = new WriteBatch();
                foreach (var entry in entries)
                    batch.Add(own ?? InsertSql, ToValues(entry, withCreated: own is null));
                return await batch.ExecuteAsync(lease, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<int> TrimAsync(DateTimeOffset olderThan, long? maxRows, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            "trimming the tracker",
            async (lease, token) =>
            {
                var rows = lease.Context.Tracker;
                var limit = ToStored(olderThan);
                var removed = await rows.Where(row => row.Created < limit).ExecuteDeleteAsync(token).ConfigureAwait(false);
                if (maxRows is { } max)
                {
                    var newestSurplus = await rows.OrderByDescending(row => row.Id).Skip(checked((int)Math.Min(max, int.MaxValue))).Select(row => (int?)row.Id).FirstOrDefaultAsync(token).ConfigureAwait(false);
                    if (newestSurplus is { } last)
                        removed += await rows.Where(row => row.Id <= last).ExecuteDeleteAsync(token).ConfigureAwait(false);
                }

                return removed;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<TrackerEntry>> ListAsync(string? logId, int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            "reading tracker rows",
            async (lease, token) =>
            {
                var rows = lease.Context.Tracker.AsNoTracking();
                if (logId is not null)
                    rows = rows.Where(row => row.LogId == logId);
                var newest = await rows.OrderByDescending(row => row.Id).Take(limit).ToListAsync(token).ConfigureAwait(false);
                newest.Reverse();
                return (IReadOnlyList<TrackerEntry>)newest.ConvertAll(ToEntry);
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Values in the order of the stock <c>QueryInsertLog</c>, which leaves the time to the database.</summary>
    private static object?[] ToValues(TrackerEntry entry, bool withCreated)
    {
        object?[] values =
        [
            StoredText.Fit(entry.LogId), StoredText.Fit(entry.BoxId), StoredText.Fit(entry.BoxName), StoredText.Fit(entry.BoxType),
            StoredText.Fit(entry.Url), StoredText.Fit(entry.UserName), StoredText.Fit(entry.ConnectionNext),
            ToStored(entry.Duration),
            entry.OrderBox, StoredText.Fit(entry.Payload),
            StoredText.Fit(entry.Ip, TrackerWidths.Ip), StoredText.Fit(entry.RealIp, TrackerWidths.Ip), StoredText.Fit(entry.UserAgent, TrackerWidths.UserAgent),
            StoredText.Fit(entry.QueryParam), StoredText.Fit(entry.HostName, TrackerWidths.Host), StoredText.Fit(entry.Host, TrackerWidths.Host),
        ];
        return withCreated ? [.. values, ToStored(entry.Created)] : values;
    }

    /// <summary>The values of all entries by column, in the order of <see cref="Columns"/>.</summary>
    private static object?[] ToColumns(IReadOnlyList<TrackerEntry> entries) =>
    [
        Column(entries, static entry => StoredText.Fit(entry.LogId)),
        Column(entries, static entry => StoredText.Fit(entry.BoxId)),
        Column(entries, static entry => StoredText.Fit(entry.BoxName)),
        Column(entries, static entry => StoredText.Fit(entry.BoxType)),
        Column(entries, static entry => StoredText.Fit(entry.Url)),
        Column(entries, static entry => StoredText.Fit(entry.UserName)),
        Column(entries, static entry => StoredText.Fit(entry.ConnectionNext)),
        Column(entries, static entry => ToStored(entry.Duration)),
        Column(entries, static entry => entry.OrderBox),
        Column(entries, static entry => StoredText.Fit(entry.Payload)),
        Column(entries, static entry => StoredText.Fit(entry.Ip, TrackerWidths.Ip)),
        Column(entries, static entry => StoredText.Fit(entry.RealIp, TrackerWidths.Ip)),
        Column(entries, static entry => StoredText.Fit(entry.UserAgent, TrackerWidths.UserAgent)),
        Column(entries, static entry => StoredText.Fit(entry.QueryParam)),
        Column(entries, static entry => StoredText.Fit(entry.HostName, TrackerWidths.Host)),
        Column(entries, static entry => StoredText.Fit(entry.Host, TrackerWidths.Host)),
        Column(entries, static entry => ToStored(entry.Created)),
    ];

    private static T[] Column<T>(IReadOnlyList<TrackerEntry> entries, Func<TrackerEntry, T> read) => [.. entries.Select(read)];

    private static string ToStored(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalMilliseconds}m");

    /// <summary>The column is a timestamp without zone; it holds UTC.</summary>
    private static DateTime ToStored(DateTimeOffset instant) => DateTime.SpecifyKind(instant.UtcDateTime, DateTimeKind.Unspecified);

    private static TrackerEntry ToEntry(TrackerRow row) => new()
    {
        LogId = row.LogId ?? "",
        BoxId = row.BoxId ?? "",
        BoxName = row.BoxName ?? "",
        BoxType = row.BoxType ?? "",
        Url = row.Url ?? "",
        UserName = row.UserName ?? "",
        ConnectionNext = row.ConnectionNext ?? "",
        Duration = TimeSpan.FromMilliseconds(long.TryParse(row.Duration?.TrimEnd('m'), CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0),
        Created = new DateTimeOffset(DateTime.SpecifyKind(row.Created ?? default, DateTimeKind.Utc)),
        OrderBox = row.OrderBox ?? 0,
        Payload = row.Payload ?? "",
        Ip = row.Ip ?? "",
        RealIp = row.RealIp ?? "",
        UserAgent = row.UserAgent ?? "",
        QueryParam = row.QueryParam ?? "",
        HostName = row.HostName ?? "",
        Host = row.Host ?? "",
    };
}
