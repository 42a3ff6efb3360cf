using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Clustering;
using NFlow.Runtime.Storage.EF.Sessions;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>This runtime's own tables on SQLite.</summary>
internal sealed class SqliteRuntimeSchema(DbContextOptions<SqliteRuntimeSchema> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplySessionTables().ApplyKeyTable();
}
