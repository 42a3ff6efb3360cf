using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Schema;

namespace NFlow.Runtime.Storage.EF.Tests.Schema;

internal sealed class MigrationTests
{
    private static IEnumerable<DbContext> Schemas()
    {
        yield return new SqliteDesignerSchemaFactory().CreateDbContext([]);
        yield return new SqliteRuntimeSchemaFactory().CreateDbContext([]);
        yield return new PostgresDesignerSchemaFactory().CreateDbContext([]);
        yield return new PostgresRuntimeSchemaFactory().CreateDbContext([]);
    }

    [Test]
    public void Migrations_EveryProviderAndGroup_MatchTheModel()
    {
        using (Assert.EnterMultipleScope())
            foreach (var schema in Schemas())
                using (schema)
                    Assert.That(schema.Database.HasPendingModelChanges(), Is.False, $"{schema.GetType().Name}: add a migration, see docs/storage.md");
    }
}
