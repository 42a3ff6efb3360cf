using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>Lets <c>dotnet ef dbcontext optimize -- Sqlite</c> or <c>-- Postgres</c> create the context; the database it names is never opened.</summary>
internal sealed class NFlowDbContextFactory : IDesignTimeDbContextFactory<NFlowDbContext>
{
    public NFlowDbContext CreateDbContext(string[] args) => new((args is ["Postgres"]
        ? new DbContextOptionsBuilder<NFlowDbContext>().UseNpgsql("Host=design-time")
        : new DbContextOptionsBuilder<NFlowDbContext>().UseSqlite("Data Source=design-time.db")).Options);
}
