using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>Lets <c>dotnet ef migrations add</c> create the context; the database it names is never opened.</summary>
internal sealed class SqliteRuntimeSchemaFactory : IDesignTimeDbContextFactory<SqliteRuntimeSchema>
{
    public SqliteRuntimeSchema CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteRuntimeSchema>().UseSqlite("Data Source=design-time.db").Options);
}
