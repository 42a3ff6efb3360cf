using System.Data.Common;
using System.Text.Json;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Queries;
using static NFlow.Runtime.Storage.EF.Sessions.SessionModel;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>
/// Sessions in tables of our own. Every waiting run loads and saves one, so this is plain SQL on EF's connection. Thread-safe.
/// </summary>
internal sealed class EfSessionStore(NFlowDatabase database, TimeProvider time) : ISessionStore
{
    private const int ExpiredPortion = 500;

    private const string LoadSql =
        $"SELECT p.name, p.json FROM {SessionTable} s LEFT JOIN {PartTable} p ON p.session_id = s.id WHERE s.id = $1 AND s.expires_at > $2";

    private const string ForgetExpiredSql =
        $"DELETE FROM {PartTable} WHERE session_id = $1 AND EXISTS (SELECT 1 FROM {SessionTable} WHERE id = $1 AND expires_at <= $2)";

    private const string TouchSql =
        $"INSERT INTO {SessionTable} (id, expires_at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at";

    private const string PutPartSql =
        $"INSERT INTO {PartTable} (session_id, name, json) VALUES ($1, $2, $3) ON CONFLICT (session_id, name) DO UPDATE SET json = excluded.json";

    private const string RemovePartSql = $"DELETE FROM {PartTable} WHERE session_id = $1 AND name = $2";

    public async ValueTask<IReadOnlyDictionary<string, string>?> LoadAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (!StoredText.CanExist(sessionId))
            return null;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return await database.ReadAsync(
            "loading a session",
            async (lease, token) =>
            {
                var command = lease.CreateCommand(LoadSql, sessionId, now);
                await using (command.ConfigureAwait(false))
                {
                    var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                        return await ReadPartsAsync(reader, token).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask SaveAsync(string sessionId, IReadOnlyDictionary<string, string?> changes, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch();
        batch.Add(ForgetExpiredSql, sessionId, time.GetUtcNow().ToUnixTimeMilliseconds());
        batch.Add(TouchSql, sessionId, expiresAt.ToUnixTimeMilliseconds());
        foreach (var (name, json) in changes)
            if (json is null)
                batch.Add(RemovePartSql, sessionId, name);
            else
                batch.Add(PutPartSql, sessionId, name, json);
        await database.WriteAsync("saving a session", batch.ExecuteAsync, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DeleteAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (!StoredText.CanExist(sessionId))
            return;
        var batch = new WriteBatch();
        batch.Add($"DELETE FROM {SessionTable} WHERE id = $1", sessionId);
        batch.Add($"DELETE FROM {PartTable} WHERE session_id = $1", sessionId);
        await database.WriteAsync("deleting a session", batch.ExecuteAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>In portions, so that no other write waits long, and however many live sessions there are, at the price of the expired ones.</summary>
    public async ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var removed = 0;
        int portion;
        do
        {
            portion = await database.WriteAsync("deleting expired sessions", (lease, token) => DeletePortionAsync(lease, now, token), cancellationToken).ConfigureAwait(false);
            removed += portion;
        }
        while (portion == ExpiredPortion);
        return removed;
    }

    public async ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return await database.ReadAsync(
            "counting sessions",
            async (lease, token) =>
            {
                var command = lease.CreateCommand($"SELECT count(*) FROM {SessionTable} WHERE expires_at > $1", now);
                await using (command.ConfigureAwait(false))
                    return ColumnValue.AsNumber(await command.ExecuteScalarAsync(token).ConfigureAwait(false)) ?? 0;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A locked session is being saved or removed by somebody else at this moment; it is left to the next time.</summary>
    private static async Task<int> DeletePortionAsync(DatabaseLease lease, long now, CancellationToken cancellationToken)
    {
        await lease.BeginWriteAsync(cancellationToken).ConfigureAwait(false);
        var ids = new List<string>();
        var command = lease.CreateCommand($"SELECT id FROM {SessionTable} WHERE expires_at <= $1 LIMIT {ExpiredPortion}{lease.Dialect.LockFreeRowsSql}", now);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    ids.Add(reader.GetString(0));
        }

        if (ids.Count == 0)
            return 0;
        var list = JsonSerializer.Serialize(ids);
        await lease.ExecuteAsync($"DELETE FROM {PartTable} WHERE session_id IN ({lease.Dialect.JsonListSql})", [list], cancellationToken).ConfigureAwait(false);
        await lease.ExecuteAsync($"DELETE FROM {SessionTable} WHERE id IN ({lease.Dialect.JsonListSql})", [list], cancellationToken).ConfigureAwait(false);
        await lease.CommitAsync(cancellationToken).ConfigureAwait(false);
        return ids.Count;
    }

    private static async Task<IReadOnlyDictionary<string, string>?> ReadPartsAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        Dictionary<string, string>? parts = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            parts ??= new Dictionary<string, string>(StringComparer.Ordinal);
            if (!reader.IsDBNull(0))
                parts[reader.GetString(0)] = reader.GetString(1);
        }

        return parts;
    }
}
