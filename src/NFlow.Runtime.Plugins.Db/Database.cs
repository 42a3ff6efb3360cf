using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;
using Npgsql;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>The scripts' database: opens connections and makes parameterised commands. Thread-safe.</summary>
internal sealed class Database(IOptions<DbOptions> options) : IAsyncDisposable
{
    /// <summary>Seconds for which SQLite waits for a lock of somebody else before the token is asked again.</summary>
    private const int SqliteLockStep = 1;

    private readonly Lazy<NpgsqlDataSource> _postgres = new(() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.Value.ConnectionString)
    {
        // An array with NULLs in it is readable only when its elements may be null.
        ArrayNullabilityMode = ArrayNullabilityMode.PerInstance,
    }));

    public DbOptions Options => options.Value;

    private bool IsPostgres => Normalize(options.Value.Driver) == "postgres";

    /// <summary>The driver's one name; null when it is unknown.</summary>
    public static string? Normalize(string driver) => driver.ToLowerInvariant() switch
    {
        "sqlite" or "sqlite3" => "sqlite",
        "postgres" or "postgresql" => "postgres",
        _ => null,
    };

    /// <exception cref="HostCallException">Scripts have no database, or it does not answer.</exception>
    public async ValueTask<DbConnection> OpenAsync(string function, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            throw new HostCallException($"{function}: this host gives scripts no database ([db] enabled).");
        DbConnection connection = IsPostgres ? _postgres.Value.CreateConnection() : new SqliteConnection(SqliteConnectionString());
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (DbException ex)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new HostCallException($"{function}: the database does not answer.", innerException: ex);
        }
    }

    /// <summary>A command with the script's parameters for <c>$1</c>, <c>$2</c>, ….</summary>
    /// <param name="connection">Where it runs.</param>
    /// <param name="transaction">The transaction it belongs to; null for none.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Values in order, bytes as base64 text.</param>
    /// <param name="bytesAt">Positions of the values that are bytes.</param>
    public DbCommand CreateCommand(DbConnection connection, DbTransaction? transaction, string sql, JsonElement parameters, IReadOnlySet<int> bytesAt)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is the script's; values reach it as parameters only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        // PostgreSQL is cancelled by token.
        command.CommandTimeout = IsPostgres ? 0 : SqliteLockStep;
        if (parameters.ValueKind != JsonValueKind.Array)
            return command;

        var position = 0;
        foreach (var value in parameters.EnumerateArray())
        {
            var parameter = command.CreateParameter();
            if (parameter is NpgsqlParameter typed)
                PostgresValues.Set(typed, value, bytesAt.Contains(position));
            else
                SetSqlite(parameter, position, value, bytesAt.Contains(position));
            command.Parameters.Add(parameter);
            position++;
        }

        return command;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated)
            await _postgres.Value.DisposeAsync().ConfigureAwait(false);
    }

    private string SqliteConnectionString()
    {
        var text = options.Value.ConnectionString;
        var builder = text.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(text) : new SqliteConnectionStringBuilder { DataSource = text };
        builder.DefaultTimeout = SqliteLockStep;
        return builder.ConnectionString;
    }

    private static void SetSqlite(DbParameter parameter, int position, JsonElement json, bool isBytes)
    {
        parameter.ParameterName = $"${(position + 1).ToString(CultureInfo.InvariantCulture)}";
        parameter.Value = json.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => DBNull.Value,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
            JsonValueKind.String when isBytes => json.GetBytesFromBase64(),
            JsonValueKind.String => json.GetString()!,
            _ => json.GetRawText(),
        };
    }
}
