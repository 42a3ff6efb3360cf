using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NFlow.Runtime.Storage.EF.Databases;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>A group of tables on one provider: what a database without them is given, and how an older one gets to the newest form. Stateless.</summary>
/// <remarks>
/// EF is asked only for the steps from an older form. What creates the tables is the script EF made of the migrations when they were added (<c>build/schema.sh</c>):
/// a context of its own for each group would cost every start a tenth of a second.
/// </remarks>
internal sealed class SchemaGroup
{
    private readonly string _script;
    private readonly Func<DbConnection, DbContext> _open;

    private SchemaGroup(string script, string historyTable, Type newestMigration, Func<DbConnection, DbContext> open)
    {
        (_script, HistoryTable, _open) = (script, historyTable, open);
        NewestMigration = newestMigration.GetCustomAttribute<MigrationAttribute>()!.Id;
    }

    public static SchemaGroup SqliteDesigner { get; } = new(
        "Schema/SqliteDesigner.sql",
        SchemaHistory.Designer,
        typeof(Migrations.SqliteDesigner.Initial),
        connection => new SqliteDesignerSchema(SqliteOptions<SqliteDesignerSchema>(connection, SchemaHistory.Designer)));

    public static SchemaGroup SqliteRuntime { get; } = new(
        "Schema/SqliteRuntime.sql",
        SchemaHistory.Runtime,
        typeof(Migrations.SqliteRuntime.KeyRing),
        connection => new SqliteRuntimeSchema(SqliteOptions<SqliteRuntimeSchema>(connection, SchemaHistory.Runtime)));

    public static SchemaGroup PostgresDesigner { get; } = new(
        "Schema/PostgresDesigner.sql",
        SchemaHistory.Designer,
        typeof(Migrations.PostgresDesigner.Initial),
        connection => new PostgresDesignerSchema(PostgresOptions<PostgresDesignerSchema>(connection, SchemaHistory.Designer)));

    public static SchemaGroup PostgresRuntime { get; } = new(
        "Schema/PostgresRuntime.sql",
        SchemaHistory.Runtime,
        typeof(Migrations.PostgresRuntime.KeyRing),
        connection => new PostgresRuntimeSchema(PostgresOptions<PostgresRuntimeSchema>(connection, SchemaHistory.Runtime)));

    /// <summary>Table that remembers the applied migrations of the group.</summary>
    public string HistoryTable { get; }

    /// <summary>The migration that brings the tables to their newest form.</summary>
    public string NewestMigration { get; }

    /// <summary>The designer's tables.</summary>
    public static SchemaGroup DesignerOn(Dialect dialect) => dialect.IsPostgres ? PostgresDesigner : SqliteDesigner;

    /// <summary>This runtime's own tables.</summary>
    public static SchemaGroup RuntimeOn(Dialect dialect) => dialect.IsPostgres ? PostgresRuntime : SqliteRuntime;

    /// <summary>The group as EF sees it.</summary>
    public DbContext Open(DbConnection connection) => _open(connection);

    /// <summary>The SQL, without a transaction, that brings a database to the newest form.</summary>
    /// <param name="applied">The last migration it has had; null for none.</param>
    /// <param name="connection">A connection to it.</param>
    public string ScriptFrom(string? applied, DbConnection connection)
    {
        if (applied is null)
            return PackageFile.Read(_script);
        using var context = Open(connection);
        return context.GetService<IMigrator>().GenerateScript(applied, null, MigrationsSqlGenerationOptions.NoTransactions);
    }

    private static DbContextOptions<TSchema> SqliteOptions<TSchema>(DbConnection connection, string historyTable)
        where TSchema : DbContext =>
        new DbContextOptionsBuilder<TSchema>().UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(historyTable)).Options;

    private static DbContextOptions<TSchema> PostgresOptions<TSchema>(DbConnection connection, string historyTable)
        where TSchema : DbContext =>
        new DbContextOptionsBuilder<TSchema>().UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(historyTable)).Options;
}
