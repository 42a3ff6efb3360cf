using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using NFlow.Runtime.Storage.EF.Schema;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Tests.Schema;

/// <summary>What was written down, so that no start has to work it out, is what would be worked out.</summary>
internal sealed class MigrationTests
{
    private static IEnumerable<TestCaseData> Groups()
    {
        yield return Case(SchemaGroup.SqliteDesigner, new SqliteConnection("Data Source=:memory:"), nameof(SchemaGroup.SqliteDesigner));
        yield return Case(SchemaGroup.SqliteRuntime, new SqliteConnection("Data Source=:memory:"), nameof(SchemaGroup.SqliteRuntime));
        yield return Case(SchemaGroup.PostgresDesigner, new NpgsqlConnection("Host=nobody"), nameof(SchemaGroup.PostgresDesigner));
        yield return Case(SchemaGroup.PostgresRuntime, new NpgsqlConnection("Host=nobody"), nameof(SchemaGroup.PostgresRuntime));

        static TestCaseData Case(SchemaGroup group, DbConnection connection, string name) => new TestCaseData(group, connection).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Groups))]
    public void Migrations_OfEveryGroup_MatchTheModel(SchemaGroup group, DbConnection connection)
    {
        using var context = group.Open(connection);
        Assert.That(context.Database.HasPendingModelChanges(), Is.False, "add a migration, see docs/storage.md");
    }

    [TestCaseSource(nameof(Groups))]
    public void NewestMigration_OfEveryGroup_IsTheLastThereIs(SchemaGroup group, DbConnection connection)
    {
        using var context = group.Open(connection);
        Assert.That(group.NewestMigration, Is.EqualTo(context.Database.GetMigrations().Last()), "name it in SchemaGroup.cs");
    }

    [TestCaseSource(nameof(Groups))]
    public void Script_ForADatabaseWithoutTheTables_IsWhatTheMigrationsSay(SchemaGroup group, DbConnection connection)
    {
        using var context = group.Open(connection);
        var migrations = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);
        Assert.That(group.ScriptFrom(null, connection).ReplaceLineEndings().Trim(), Is.EqualTo(migrations.ReplaceLineEndings().Trim()), "run build/schema.sh");
    }

    [TestCase(false, TestName = "CompiledModel_OnSqlite_IsTheModel")]
    [TestCase(true, TestName = "CompiledModel_OnPostgres_IsTheModel")]
    public void CompiledModel_IsTheModel(bool postgres)
    {
        using var compiled = new NFlowDbContext(Provider(postgres).WithCompiledModel(postgres).Options);
        using var made = new NFlowDbContext(Provider(postgres).Options);
        Assert.That(Describe(compiled.Model), Is.EqualTo(Describe(made.Model)), "run build/schema.sh");
    }

    private static DbContextOptionsBuilder<NFlowDbContext> Provider(bool postgres) => postgres
        ? new DbContextOptionsBuilder<NFlowDbContext>().UseNpgsql("Host=nobody")
        : new DbContextOptionsBuilder<NFlowDbContext>().UseSqlite("Data Source=:memory:");

    private static string Describe(IModel model) => model.ToDebugString(MetadataDebugStringOptions.LongDefault);
}
