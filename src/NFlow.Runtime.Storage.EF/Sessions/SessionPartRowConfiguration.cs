using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Sessions;

internal sealed class SessionPartRowConfiguration : IEntityTypeConfiguration<SessionPartRow>
{
    public void Configure(EntityTypeBuilder<SessionPartRow> builder)
    {
        builder.ToTable(SessionModel.PartTable).HasKey(row => new { row.SessionId, row.Name });
        builder.Property(row => row.SessionId).HasColumnName("session_id").HasColumnType("text");
        builder.Property(row => row.Name).HasColumnName("name").HasColumnType("text");
        builder.Property(row => row.Json).HasColumnName("json").HasColumnType("text");
    }
}
