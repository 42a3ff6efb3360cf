using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Designer;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>The designer's tables on SQLite, created only in an empty database.</summary>
internal sealed class SqliteDesignerSchema(DbContextOptions<SqliteDesignerSchema> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyDesignerTables(Database);
}
