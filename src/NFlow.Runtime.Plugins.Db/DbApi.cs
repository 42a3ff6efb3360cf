using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.Db;

/// <summary><c>db</c> for scripts.</summary>
internal sealed class DbApi(Database database) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter caller = new("caller", "string"), transaction = new("transaction", "number"), sql = new("sql", "string"), parameters = new("params", "any[]"), bytesAt = new("bytesAt", "number[]");
        surface.AsyncFunction("$db_query", QueryAsync, "Runs a query.", "object[]", caller, transaction, sql, parameters, bytesAt);
        surface.AsyncFunction("$db_exec", ExecAsync, "Runs a statement.", "object", caller, transaction, sql, parameters, bytesAt);
        surface.AsyncFunction("$db_begin", BeginAsync, "Begins a transaction.", "number");
        surface.AsyncFunction("$db_end", EndAsync, "Ends a transaction.", "void", transaction, new HostParameter("commit", "boolean"));
        using var stream = typeof(DbApi).Assembly.GetManifestResourceStream("NFlow.Runtime.Plugins.Db.db.js")!;
        using var reader = new StreamReader(stream);
        surface.Library(new HostLibrary("db", ["db.query", "db.exec", "db.transaction"], reader.ReadToEnd(), """
            declare interface DbStatements {
              /** Runs a query with parameters for $1, $2, …; rows are objects by column name. Statements of a transaction run one after the other. */
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

    private ValueTask<HostValue> QueryAsync(HostCall call, CancellationToken cancellationToken)
    {
        var function = call.FunctionName;
        return RunAsync(call, async (command, token) =>
        {
            var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                return await DbRows.ReadAsync(function, reader, database.Options.MaxRows, token).ConfigureAwait(false);
        }, cancellationToken);
    }

    private ValueTask<HostValue> ExecAsync(HostCall call, CancellationToken cancellationToken) =>
        RunAsync(call, static async (command, token) =>
            HostValue.FromJsonText($$"""{"rowsAffected":{{Math.Max(0, await command.ExecuteNonQueryAsync(token).ConfigureAwait(false)).ToString(CultureInfo.InvariantCulture)}}}"""), cancellationToken);

    private async ValueTask<HostValue> RunAsync(HostCall call, Func<DbCommand, CancellationToken, Task<HostValue>> run, CancellationToken cancellationToken)
    {
        var function = call.FunctionName;
        var id = (int)call.GetNumber(1);
        var sql = call.KindOf(2) == HostValueKind.String ? call.GetText(2) : throw call.BadArgument(2, "a string");
        // PostgreSQL refuses it; SQLite's adapter prepares the rest behind it for ever, where no cancellation reaches.
        if (sql.Contains('\0', StringComparison.Ordinal))
            throw new HostCallException($"{function}: the statement must not contain a null character.", isTypeError: true);
        var (parameters, bytesAt) = (call.GetJson(3), Positions(call.GetJson(4)));
        var transaction = id > 0 ? DbTransactions.Of(call.Run).Find(function, id) : null;
        return await GuardAsync(function, token => transaction is null ? DirectAsync(token) : transaction.UseAsync((connection, open) => ExecuteAsync(connection, open, token), token), cancellationToken).ConfigureAwait(false);

        async Task<HostValue> DirectAsync(CancellationToken token)
        {
            var connection = await database.OpenAsync(function, token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                return await ExecuteAsync(connection, null, token).ConfigureAwait(false);
        }

        Task<HostValue> ExecuteAsync(DbConnection connection, DbTransaction? open, CancellationToken token) => SqliteWork.RunAsync(connection, async () =>
        {
            var command = database.CreateCommand(connection, open, sql, parameters, bytesAt);
            await using (command.ConfigureAwait(false))
                return await run(command, token).ConfigureAwait(false);
        }, token);
    }

    private async ValueTask<HostValue> BeginAsync(HostCall call, CancellationToken cancellationToken)
    {
        var transactions = DbTransactions.Of(call.Run);
        return await GuardAsync("db.transaction", async token => HostValue.From(await transactions.OpenAsync(() => OpenAsync(token), database.Options.MaxTransactions).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);

        async Task<ScriptTransaction> OpenAsync(CancellationToken token)
        {
            var connection = await database.OpenAsync("db.transaction", token).ConfigureAwait(false);
            try
            {
                var transaction = await SqliteWork.RunAsync(connection, () => connection.BeginTransactionAsync(token).AsTask(), token).ConfigureAwait(false);
                return new ScriptTransaction(connection, transaction);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private async ValueTask<HostValue> EndAsync(HostCall call, CancellationToken cancellationToken)
    {
        var commit = call.GetBoolean(1);
        var transaction = DbTransactions.Of(call.Run).Remove((int)call.GetNumber(0));
        return await GuardAsync("db.transaction", async token =>
        {
            await transaction.EndAsync(commit, token).ConfigureAwait(false);
            return HostValue.Undefined;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Bounds the time of some work, and turns its failures into what a script may see.</summary>
    private async ValueTask<HostValue> GuardAsync(string function, Func<CancellationToken, Task<HostValue>> work, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(database.Options.Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HostCallException($"{function}: the statement took longer than {database.Options.Timeout.TotalSeconds:0.###} seconds.");
        }
        catch (Exception ex) when (ex is DbException or InvalidOperationException or InvalidCastException or OverflowException && !cancellationToken.IsCancellationRequested)
        {
            throw new HostCallException($"{function}: {Explain(ex)}", innerException: ex);
        }
    }

    private static HashSet<int> Positions(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(position => position.GetInt32())] : [];

    /// <summary>The database's own words about a statement help its author; connection settings never appear in them.</summary>
    private static string Explain(Exception exception) => exception switch
    {
        Npgsql.PostgresException postgres => postgres.MessageText,
        Microsoft.Data.Sqlite.SqliteException sqlite => sqlite.Message,
        DbException => "the database does not answer.",
        OverflowException => "a value is out of range; cast it to text.",
        _ => "the parameters do not fit the statement.",
    };
}
