using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Queries;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>The designer's table <c>tracker</c>. Thread-safe.</summary>
internal sealed class EfTrackerStore(NFlowDatabase database, QueryCatalog queries, TimeProvider time) : ITrackerStore
{
    private readonly TrackerTrim _trim = new(database, time);

    public async ValueTask AppendAsync(IReadOnlyList<TrackerEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
            return;
        await database.WriteAsync(
            "writing tracker rows",
            async (lease, token) =>
            {
                var own = await queries.FindOverrideAsync(lease, StockQueries.InsertLog, token).ConfigureAwait(false);
                await (own is null ? TrackerRows.WriteAsync(lease, entries, token) : TrackerRows.WriteAsync(lease, own, entries, token)).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<int> TrimAsync(DateTimeOffset olderThan, long? maxRows, CancellationToken cancellationToken)
    {
        var removed = await _trim.RemoveOlderAsync(olderThan, cancellationToken).ConfigureAwait(false);
        return maxRows is { } max ? removed + await _trim.RemoveSurplusAsync(max, cancellationToken).ConfigureAwait(false) : removed;
    }

    public async ValueTask<IReadOnlyList<TrackerEntry>> ListAsync(string? logId, int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            "reading tracker rows",
            async (lease, token) =>
            {
                var rows = lease.Context.Tracker.AsNoTracking();
                if (logId is not null)
                    rows = rows.Where(row => row.LogId == logId);
                // Rows are ordered by their numbers, which are never read: an installation may have widened them.
                var newest = await rows.OrderByDescending(row => row.Id).Take(limit).Select(static row => new TrackerRow
                {
                    LogId = row.LogId,
                    BoxId = row.BoxId,
                    BoxName = row.BoxName,
                    BoxType = row.BoxType,
                    Url = row.Url,
                    UserName = row.UserName,
                    ConnectionNext = row.ConnectionNext,
                    Duration = row.Duration,
                    Created = row.Created,
                    OrderBox = row.OrderBox,
                    Payload = row.Payload,
                    Ip = row.Ip,
                    RealIp = row.RealIp,
                    UserAgent = row.UserAgent,
                    QueryParam = row.QueryParam,
                    HostName = row.HostName,
                    Host = row.Host,
                }).ToListAsync(token).ConfigureAwait(false);
                newest.Reverse();
                return (IReadOnlyList<TrackerEntry>)newest.ConvertAll(ToEntry);
            },
            cancellationToken).ConfigureAwait(false);

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
