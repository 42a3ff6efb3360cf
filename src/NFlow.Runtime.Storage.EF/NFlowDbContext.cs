using Microsoft.EntityFrameworkCore;
using NFlow.Runtime.Storage.EF.Clustering;
using NFlow.Runtime.Storage.EF.Designer;
using NFlow.Runtime.Storage.EF.Sessions;

namespace NFlow.Runtime.Storage.EF;

/// <summary>
/// The designer's tables and this runtime's own (<c>nflow_runtime_*</c>), on SQLite or PostgreSQL. Hosts that bring their own context derive from it.
/// </summary>
/// <remarks>Not thread-safe, like every context: the stores create one per operation from a factory.</remarks>
public class NFlowDbContext : DbContext
{
    /// <summary>Creates the context.</summary>
    /// <param name="options">Options that name the provider.</param>
    public NFlowDbContext(DbContextOptions<NFlowDbContext> options)
        : base(options)
    {
    }

    /// <summary>Creates the context for a derived one.</summary>
    /// <param name="options">Options of the derived context.</param>
    protected NFlowDbContext(DbContextOptions options)
        : base(options)
    {
    }

    internal DbSet<AppRow> Apps => Set<AppRow>();

    internal DbSet<ModuleRow> Modules => Set<ModuleRow>();

    internal DbSet<TemplateRow> Templates => Set<TemplateRow>();

    internal DbSet<UserRow> Users => Set<UserRow>();

    internal DbSet<TokenRow> Tokens => Set<TokenRow>();

    internal DbSet<QueryRow> Queries => Set<QueryRow>();

    internal DbSet<TrackerRow> Tracker => Set<TrackerRow>();

    internal DbSet<SessionRow> Sessions => Set<SessionRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyDesignerTables(Database);
        modelBuilder.ApplySessionTables().ApplyKeyTable();
    }
}
