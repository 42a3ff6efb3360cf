using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.Db;

/// <summary><c>db</c> for scripts.</summary>
internal sealed class DbApi(Database database) : IHostApi
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter transaction = new("transaction", "number"), sql = new("sql", "string"), parameters = new("params", "any[]", Optional: true);
        surface.AsyncFunction("$db_query", QueryAsync, "Runs a query.", "object[]", transaction, sql, parameters);
        surface.AsyncFunction("$db_exec", ExecAsync, "Runs a statement.", "object", transaction, sql, parameters);
        surface.AsyncFunction("$db_begin", BeginAsync, "Begins a transaction.", "number");
        surface.AsyncFunction("$db_end", EndAsync, "Ends a transaction.", "void", transaction, new HostParameter("commit", "boolean"));
        using var stream = typeof(DbApi).Assembly.GetManifestResourceStream("NFlow.Runtime.Plugins.Db.db.js")!;
        using var reader = new StreamReader(stream);
        surface.Library(new HostLibrary("db", ["db.query", "db.exec", "db.transaction"], reader.ReadToEnd(), """
            declare interface DbStatements {
              /** Runs a query with parameters for $1, $2, …; rows are objects by column name. */
              query(sql: string, params?: any[]): Promise<Array<Record<string, any>>>;
              /** Runs a statement. */
              exec(sql: string, params?: any[]): Promise<{ rowsAffected: number }>;
            }
            declare namespace db {
              /** Runs a query with parameters for $1, $2, …; rows are objects by column name. */
              function query(sql: string, params?: any[]): Promise<Array<Record<string, any>>>;
              /** Runs a statement. */
              function exec(sql: string, params?: any[]): Promise<{ rowsAffected: number }>;
              /** Runs a function in a transaction: committed when it returns, rolled back when it throws or the run ends in any other way. */
              function transaction<T>(work: (tx: DbStatements) => Promise<T> | T): Promise<T>;
            }
            """));
    }

    private ValueTask<HostValue> QueryAsync(HostCall call, CancellationToken cancellationToken) =>
        RunAsync(call, "db.query", async (command, token) =>
        {
            var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                return await ReadRowsAsync(reader, token).ConfigureAwait(false);
        }, cancellationToken);

    private ValueTask<HostValue> ExecAsync(HostCall call, CancellationToken cancellationToken) =>
        RunAsync(call, "db.exec", static async (command, token) =>
            HostValue.FromJsonText($$"""{"rowsAffected":{{(await command.ExecuteNonQueryAsync(token).ConfigureAwait(false)).ToString(CultureInfo.InvariantCulture)}}}"""), cancellationToken);

    private async ValueTask<HostValue> RunAsync(HostCall call, string function, Func<DbCommand, CancellationToken, Task<HostValue>> run, CancellationToken cancellationToken)
    {
        var id = (int)call.GetNumber(0);
        var sql = call.KindOf(1) == HostValueKind.String ? call.GetText(1) : throw Bad(function, "sql", "a string", call.KindOf(1));
        var parameters = call.KindOf(2) switch
        {
            HostValueKind.Undefined or HostValueKind.Null => default,
            HostValueKind.Array => call.GetJson(2),
            var kind => throw Bad(function, "params", "an array", kind),
        };
        var transactions = DbTransactions.Of(call.Run);
        using var timeout = new CancellationTokenSource(database.Options.Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (id > 0)
            {
                var transaction = transactions.Find(id);
                var inside = database.CreateCommand(transaction.Connection!, transaction, sql, parameters);
                await using (inside.ConfigureAwait(false))
                    return await run(inside, either.Token).ConfigureAwait(false);
            }

            var connection = await database.OpenAsync(function, either.Token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var command = database.CreateCommand(connection, null, sql, parameters);
                await using (command.ConfigureAwait(false))
                    return await run(command, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HostCallException($"{function}: the statement took longer than {database.Options.Timeout.TotalSeconds:0.###} seconds.");
        }
        catch (Exception ex) when (ex is DbException or InvalidOperationException or InvalidCastException && !cancellationToken.IsCancellationRequested)
        {
            throw new HostCallException($"{function}: {Explain(ex)}", innerException: ex);
        }
    }

    private async ValueTask<HostValue> BeginAsync(HostCall call, CancellationToken cancellationToken)
    {
        var run = call.Run;
        var connection = await database.OpenAsync("db.transaction", cancellationToken).ConfigureAwait(false);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            return HostValue.From(DbTransactions.Of(run).Add(transaction, database.Options.MaxTransactions));
        }
        catch (DbException ex)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new HostCallException($"db.transaction: {Explain(ex)}", innerException: ex);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask<HostValue> EndAsync(HostCall call, CancellationToken cancellationToken)
    {
        var commit = call.GetBoolean(1);
        var transaction = DbTransactions.Of(call.Run).Remove((int)call.GetNumber(0));
        var connection = transaction.Connection;
        try
        {
            if (commit)
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            else
                await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
            return HostValue.Undefined;
        }
        catch (DbException ex)
        {
            throw new HostCallException($"db.transaction: {Explain(ex)}", innerException: ex);
        }
        finally
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<HostValue> ReadRowsAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            var rows = 0;
            writer.WriteStartArray();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (++rows > database.Options.MaxRows)
                    throw new HostCallException($"db.query: the query gives more than {database.Options.MaxRows} rows; limit it.");
                writer.WriteStartObject();
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    writer.WritePropertyName(reader.GetName(column));
                    Write(writer, reader.GetValue(column));
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return HostValue.FromJsonUtf8(buffer.WrittenSpan.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case DBNull:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long or int or short or byte:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                writer.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateTime time:
                writer.WriteStringValue(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case Array items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item ?? DBNull.Value);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>The database's own words about a statement help its author; connection settings never appear in them.</summary>
    private static string Explain(Exception exception) => exception switch
    {
        Npgsql.PostgresException postgres => postgres.MessageText,
        Microsoft.Data.Sqlite.SqliteException sqlite => sqlite.Message,
        DbException => "the database does not answer.",
        _ => "the parameters do not fit the statement.",
    };

    private static HostCallException Bad(string function, string argument, string expected, HostValueKind kind) =>
        new($"{function}: argument '{argument}' must be {expected}, not {kind.ToString().ToLowerInvariant()}.", isTypeError: true);
}
