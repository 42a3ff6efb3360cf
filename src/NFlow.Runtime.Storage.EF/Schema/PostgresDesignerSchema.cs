using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Designer;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>The designer's tables on PostgreSQL, created only in an empty database.</summary>
internal sealed class PostgresDesignerSchema(DbContextOptions<PostgresDesignerSchema> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyDesignerTables(Database);
}
