using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;
using Npgsql;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>The scripts' database: opens connections, makes parameterised commands, explains errors. Thread-safe.</summary>
internal sealed class Database(IOptions<DbOptions> options) : IAsyncDisposable
{
    private readonly Lazy<NpgsqlDataSource> _postgres = new(() => NpgsqlDataSource.Create(options.Value.ConnectionString));

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
    public DbCommand CreateCommand(DbConnection connection, DbTransaction? transaction, string sql, JsonElement parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is the script's; values reach it as parameters only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        command.CommandTimeout = (int)Math.Ceiling(options.Value.Timeout.TotalSeconds);
        if (parameters.ValueKind != JsonValueKind.Array)
            return command;

        var position = 0;
        foreach (var value in parameters.EnumerateArray())
        {
            position++;
            var parameter = command.CreateParameter();
            // SQLite finds parameters by name, PostgreSQL by position when they have none.
            parameter.ParameterName = IsPostgres ? "" : $"${position.ToString(CultureInfo.InvariantCulture)}";
            parameter.Value = Value(value);
            // An unwritten type lets PostgreSQL take the column's: a script's "2026-01-02" is a date where a date is wanted.
            if (parameter is NpgsqlParameter { Value: string or DBNull } typed)
                typed.NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated)
            await _postgres.Value.DisposeAsync().ConfigureAwait(false);
    }

    private string SqliteConnectionString() =>
        options.Value.ConnectionString.Contains('=', StringComparison.Ordinal)
            ? options.Value.ConnectionString
            : new SqliteConnectionStringBuilder { DataSource = options.Value.ConnectionString }.ConnectionString;

    private static object Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => DBNull.Value,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonValueKind.String => json.GetString()!,
        _ => json.GetRawText(),
    };
}
