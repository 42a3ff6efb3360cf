using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>Lets <c>dotnet ef migrations add</c> create the context; the database it names is never opened.</summary>
internal sealed class SqliteDesignerSchemaFactory : IDesignTimeDbContextFactory<SqliteDesignerSchema>
{
    public SqliteDesignerSchema CreateDbContext(string[] args) => (SqliteDesignerSchema)SchemaGroup.SqliteDesigner.Open(new SqliteConnection("Data Source=design-time.db"));
}
