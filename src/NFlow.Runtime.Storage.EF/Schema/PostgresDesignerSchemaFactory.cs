using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>Lets <c>dotnet ef migrations add</c> create the context; the database it names is never opened.</summary>
internal sealed class PostgresDesignerSchemaFactory : IDesignTimeDbContextFactory<PostgresDesignerSchema>
{
    public PostgresDesignerSchema CreateDbContext(string[] args) => (PostgresDesignerSchema)SchemaGroup.PostgresDesigner.Open(new NpgsqlConnection("Host=design-time"));
}
