using Microsoft.EntityFrameworkCore;

namespace NFlow.Runtime.Storage.EF.Tests.Hosts;

/// <summary>A host's own context, with a table of its own.</summary>
internal sealed class OwnContext(DbContextOptions<OwnContext> options) : NFlowDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Note>();
    }

    internal sealed class Note
    {
        public int Id { get; set; }
    }
}
