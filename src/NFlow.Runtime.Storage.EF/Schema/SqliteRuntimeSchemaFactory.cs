using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>Lets <c>dotnet ef migrations add</c> create the context; the database it names is never opened.</summary>
internal sealed class SqliteRuntimeSchemaFactory : IDesignTimeDbContextFactory<SqliteRuntimeSchema>
{
    public SqliteRuntimeSchema CreateDbContext(string[] args) => (SqliteRuntimeSchema)SchemaGroup.SqliteRuntime.Open(new SqliteConnection("Data Source=design-time.db"));
}
