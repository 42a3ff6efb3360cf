using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>Lets <c>dotnet ef migrations add</c> create the context; the database it names is never opened.</summary>
internal sealed class SqliteDesignerSchemaFactory : IDesignTimeDbContextFactory<SqliteDesignerSchema>
{
    public SqliteDesignerSchema CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDesignerSchema>().UseSqlite("Data Source=design-time.db").Options);
}
