using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using NFlow.Runtime.Storage.EF.Databases;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Queries;

namespace NFlow.Runtime.Storage.EF.Stores;

/// <summary>
/// Tells whether app or modules changed, whoever changed them. PostgreSQL stamps every row version itself (<c>xmin</c>, <c>ctid</c>), so nothing is read but stamps;
/// SQLite does not, but reads in this process, where hashing the content costs less than any question. Thread-safe.
/// </summary>
internal sealed class AppVersionReader(QueryCatalog queries)
{
    /// <summary>An app's content, by name.</summary>
    public const string ContentSql = "SELECT json, default_js FROM nflow WHERE name = $1 ORDER BY id";

    /// <summary>The modules.</summary>
    public const string ModulesSql = "SELECT name, code FROM modules ORDER BY id";


    /// <summary>SQLite hands out bytes as they are stored: no text is made only to be hashed.</summary>
    private const string BytesSql = "SELECT CAST(json AS BLOB), CAST(default_js AS BLOB) FROM nflow WHERE name = $1 ORDER BY id";
    private const string ModuleBytesSql = "SELECT CAST(name AS BLOB), CAST(code AS BLOB) FROM modules ORDER BY id";

    private const string StampsSql =
        """
        SELECT (SELECT string_agg(id || '.' || xmin || ctid, ' ' ORDER BY id) FROM nflow WHERE name = $1),
               (SELECT md5(string_agg(id || '.' || xmin || ctid, ' ' ORDER BY id)) FROM modules)
        """;

    /// <summary>Views and foreign tables have no stamps.</summary>
    private const string HasStampsSql =
        "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND oid IN (to_regclass('nflow'), to_regclass('modules'))";

    private volatile object? _hasStamps;

    /// <summary>Decides how to read, before any transaction.</summary>
    public async Task<VersionPlan> PlanAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        var app = await queries.FindOverrideAsync(lease, StockQueries.GetApp, cancellationToken).ConfigureAwait(false);
        var modules = await queries.FindOverrideAsync(lease, StockQueries.GetModules, cancellationToken).ConfigureAwait(false);
        var stamps = app is null && modules is null && lease.Dialect.IsPostgres && await HasStampsAsync(lease, cancellationToken).ConfigureAwait(false);
        return lease.Dialect.IsPostgres
            ? new VersionPlan(stamps ? StampsSql : null, app ?? ContentSql, modules ?? ModulesSql)
            : new VersionPlan(null, app ?? BytesSql, modules ?? ModuleBytesSql);
    }

    /// <returns>The version; null when there is no such app.</returns>
    public static Task<string?> ReadAsync(DatabaseLease lease, VersionPlan plan, string name, CancellationToken cancellationToken) =>
        plan.StampsSql is { } sql ? ReadStampsAsync(lease, sql, name, cancellationToken) : HashAsync(lease, plan, name, cancellationToken);

    private async Task<bool> HasStampsAsync(DatabaseLease lease, CancellationToken cancellationToken)
    {
        if (_hasStamps is bool known)
            return known;
        var command = lease.CreateCommand(HasStampsSql);
        await using (command.ConfigureAwait(false))
        {
            var has = ColumnValue.AsNumber(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false)) == 2;
            _hasStamps = has;
            return has;
        }
    }

    private static async Task<string?> ReadStampsAsync(DatabaseLease lease, string sql, string name, CancellationToken cancellationToken)
    {
        var command = lease.CreateCommand(sql, name);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return reader.IsDBNull(0) ? null : $"{reader.GetString(0)}/{(reader.IsDBNull(1) ? "" : reader.GetString(1))}";
            }
        }
    }

    private static async Task<string?> HashAsync(DatabaseLease lease, VersionPlan plan, string name, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (await AppendAsync(hash, lease.CreateCommand(plan.AppSql, name), cancellationToken).ConfigureAwait(false) == 0)
            return null;
        await AppendAsync(hash, lease.CreateCommand(plan.ModulesSql), cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<int> AppendAsync(IncrementalHash hash, DbCommand command, CancellationToken cancellationToken)
    {
        var rows = 0;
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                for (; await reader.ReadAsync(cancellationToken).ConfigureAwait(false); rows++)
                    for (var column = 0; column < reader.FieldCount; column++)
                        Append(hash, reader.IsDBNull(column) ? null : reader.GetValue(column));
        }

        return rows;
    }

    /// <summary>Lengths go in too, so that text moving from one column to the next is a change.</summary>
    private static void Append(IncrementalHash hash, object? value)
    {
        var bytes = value as byte[] ?? (ColumnValue.AsText(value) is { } text ? Encoding.UTF8.GetBytes(text) : null);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes?.Length ?? -1);
        hash.AppendData(length);
        hash.AppendData(bytes.AsSpan());
    }
}
