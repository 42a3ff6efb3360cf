using System.Text;
using Microsoft.Data.Sqlite;
using NFlow.Runtime.Storage.EF.Queries;
using SQLitePCL;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>
/// One statement, prepared once and executed for many rows, on SQLite's own interface: the driver's commands take four times as long for rows as wide as the tracker's. Not thread-safe.
/// </summary>
/// <remarks>SQLite keeps what is bound from row to row, so a value that is the very object of the row before costs nothing.</remarks>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly object?[] _bound;
    private byte[] _utf8 = new byte[4096];

    /// <param name="connection">An open connection, in a transaction.</param>
    /// <param name="sql">The statement, with parameters <c>?1</c>…</param>
    /// <param name="parameters">How many it has.</param>
    /// <exception cref="SqliteException">SQLite does not understand it.</exception>
    public SqliteInsert(SqliteConnection connection, string sql, int parameters)
    {
        _database = connection.Handle!;
        _bound = new object?[parameters];
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Binds text, made to fit.</summary>
    /// <param name="parameter">Number of the parameter, from 1.</param>
    /// <param name="value">The text.</param>
    /// <param name="width">Characters the column holds.</param>
    public void Bind(int parameter, string value, int width = int.MaxValue)
    {
        if (ReferenceEquals(_bound[parameter - 1], value))
            return;
        var text = StoredText.Fit(value, width);
        var needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < needed)
            _utf8 = new byte[needed];
        Bind(parameter, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
        _bound[parameter - 1] = value;
    }

    /// <summary>Binds text in UTF-8.</summary>
    /// <param name="parameter">Number of the parameter, from 1; never bound in another way.</param>
    /// <param name="utf8">The text.</param>
    public void Bind(int parameter, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_statement, parameter, utf8));

    /// <summary>Binds a number.</summary>
    /// <param name="parameter">Number of the parameter, from 1.</param>
    /// <param name="value">The number.</param>
    public void Bind(int parameter, int value) => Check(raw.sqlite3_bind_int(_statement, parameter, value));

    /// <summary>Executes the statement with what is bound.</summary>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public void Execute()
    {
        var stepped = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement);
        if (stepped != raw.SQLITE_DONE)
            Check(reset);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
