using Microsoft.EntityFrameworkCore;

namespace NFlow.Runtime.Storage.EF.Schema;

/// <summary>Carries the migrations of one group of tables on one provider; never used for data.</summary>
internal abstract class SchemaContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Table that remembers the applied migrations of the group.</summary>
    public abstract string HistoryTable { get; }
}
