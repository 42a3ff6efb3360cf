using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Clustering;
using NFlow.Runtime.Storage.EF.Sessions;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>This runtime's own tables on PostgreSQL.</summary>
internal sealed class PostgresRuntimeSchema(DbContextOptions<PostgresRuntimeSchema> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplySessionTables().ApplyKeyTable();
}
