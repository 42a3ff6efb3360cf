using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Databases;

namespace NFlow.Runtime.Storage.EF;

/// <summary>Which database the stores use, and how.</summary>
public sealed class NFlowStorageOptions
{
    internal const string DefaultQueriesSql = "SELECT name,query FROM queries";

    /// <summary>How long an operation waits for a locked SQLite file before it fails, in whole seconds, rounded up.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a SQLite file that this runtime created is put into write-ahead mode, in which readers and the writer do not wait for each other.</summary>
    /// <value>True.</value>
    /// <remarks>The mode is kept in the file. A file that the designer created keeps the mode it has. Turn it off for files on network shares.</remarks>
    public bool WriteAheadLog { get; set; } = true;

    /// <summary>Whether an empty database gets the sample app besides the stock modules, templates and queries.</summary>
    /// <value>True.</value>
    public bool CreateSampleApp { get; set; } = true;

    /// <summary>SQL that reads table <c>queries</c>; columns name and query.</summary>
    /// <value><c>SELECT name,query FROM queries</c>.</value>
    public string QueriesSql { get; set; } = DefaultQueriesSql;

    /// <summary>How old the SQL read from table <c>queries</c> may be.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan QueriesFreshness { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How old a template read from the database may be; files of the template folder are always read anew.</summary>
    /// <value>1 second.</value>
    public TimeSpan TemplateFreshness { get; set; } = TimeSpan.FromSeconds(1);

    internal DatabaseChoice Choice { get; private set; } = new SqliteChoice("nflow.db");

    /// <summary>Uses a SQLite file; it is created when missing, its folder is not.</summary>
    /// <param name="pathOrConnectionString">A path, a <c>file:</c> URI, <c>:memory:</c> or a connection string.</param>
    /// <returns>These options.</returns>
    public NFlowStorageOptions UseSqlite(string pathOrConnectionString)
    {
        ArgumentNullException.ThrowIfNull(pathOrConnectionString);
        Choice = new SqliteChoice(pathOrConnectionString);
        return this;
    }

    /// <summary>Uses a PostgreSQL database, which must exist; its tables need not.</summary>
    /// <param name="dsn"><c>host=… user=… password=… dbname=…</c>, <c>postgres://…</c> or an Npgsql connection string.</param>
    /// <returns>These options.</returns>
    public NFlowStorageOptions UsePostgres(string dsn)
    {
        ArgumentNullException.ThrowIfNull(dsn);
        Choice = new PostgresChoice(dsn);
        return this;
    }

    /// <summary>Uses the database that a <c>config.toml</c> names.</summary>
    /// <param name="driver"><c>sqlite</c>, <c>sqlite3</c>, <c>postgres</c> or <c>postgresql</c>.</param>
    /// <param name="dsn">As <see cref="UseSqlite"/> or <see cref="UsePostgres"/> take it.</param>
    /// <returns>These options.</returns>
    /// <exception cref="StorageException">The driver is another one.</exception>
    public NFlowStorageOptions UseDatabase(string driver, string dsn)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return driver.Trim().ToUpperInvariant() switch
        {
            "SQLITE" or "SQLITE3" => UseSqlite(dsn),
            "POSTGRES" or "POSTGRESQL" => UsePostgres(dsn),
            _ => throw new StorageException($"The database driver '{driver}' is not known. Known are sqlite (also sqlite3) and postgres (also postgresql)."),
        };
    }

    /// <summary>Whether <see cref="UseDatabase"/> understands a database's name. Whether the database exists and answers is another question.</summary>
    /// <param name="driver">As <see cref="UseDatabase"/> takes it.</param>
    /// <param name="dsn">As <see cref="UseDatabase"/> takes it.</param>
    /// <returns>False when opening it would fail whatever the server says.</returns>
    public static bool CanRead(string driver, string dsn)
    {
        try
        {
            return new NFlowStorageOptions().UseDatabase(driver, dsn).Choice switch
            {
                SqliteChoice => SqliteAddress.Parse(dsn, TimeSpan.Zero).ConnectionString.Length > 0,
                _ => PostgresAddress.Parse(dsn).Length > 0,
            };
        }
        catch (StorageException)
        {
            return false;
        }
    }

    /// <summary>Uses connections the host hands out: one per operation, open or closed, which is disposed after it.</summary>
    /// <param name="connect">Gives a new <c>SqliteConnection</c> or <c>NpgsqlConnection</c>; must be thread-safe.</param>
    /// <returns>These options.</returns>
    public NFlowStorageOptions UseConnection(Func<IServiceProvider, CancellationToken, ValueTask<DbConnection>> connect)
    {
        ArgumentNullException.ThrowIfNull(connect);
        Choice = new ConnectionChoice(connect);
        return this;
    }

    /// <summary>Uses a pool of contexts configured by the host.</summary>
    /// <param name="configure">Calls <c>UseSqlite</c> or <c>UseNpgsql</c>.</param>
    /// <returns>These options.</returns>
    public NFlowStorageOptions UseDbContext(Action<IServiceProvider, DbContextOptionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Choice = new ContextOptionsChoice(configure);
        return this;
    }

    internal void UseFactory<TContext>()
        where TContext : NFlowDbContext => Choice = new FactoryChoice<TContext>();
}
