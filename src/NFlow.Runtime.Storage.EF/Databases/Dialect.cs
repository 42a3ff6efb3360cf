using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>What differs between the two databases besides what EF hides. Stateless.</summary>
internal abstract class Dialect
{
    public abstract bool IsPostgres { get; }

    /// <summary>Gives an opened connection this runtime's settings.</summary>
    public abstract Task ConfigureAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A transaction in which every read sees the same state, and which blocks no writer.</summary>
    public abstract ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A transaction that writes.</summary>
    public abstract ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>The tables and views an unqualified name can reach.</summary>
    public abstract string ListTablesSql { get; }

    /// <summary>Ends a query so that it locks the rows it finds and passes over those that somebody else has locked; empty where one writer has the whole database.</summary>
    public abstract string LockFreeRowsSql { get; }

    /// <summary>A query that gives the texts of the JSON array in <c>$1</c>.</summary>
    public abstract string JsonListSql { get; }

    /// <summary>Who must wait for whom at this connection's database.</summary>
    public abstract ValueTask<TurnTaking> TurnsAtAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Whether the database is a file that keeps a journal of its own.</summary>
    public abstract bool IsFile(DbConnection connection);

    /// <summary>Where the database is, for messages; never a password.</summary>
    public abstract string Locate(DbConnection connection);

    public static Dialect For(DatabaseFacade database) =>
        database.IsNpgsql() ? PostgresDialect.Instance
        : database.IsSqlite() ? SqliteDialect.Instance
        : throw new StorageException($"The context's provider is '{database.ProviderName}'. NFlow's stores serve SQLite (UseSqlite) and PostgreSQL (UseNpgsql).");
}
