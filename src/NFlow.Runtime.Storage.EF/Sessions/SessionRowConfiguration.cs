using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Sessions;

internal sealed class SessionRowConfiguration : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable(SessionModel.SessionTable).HasKey(row => row.Id);
        builder.Property(row => row.Id).HasColumnName("id").HasColumnType("text");
        builder.Property(row => row.ExpiresAt).HasColumnName("expires_at").HasColumnType("bigint");
        builder.HasIndex(row => row.ExpiresAt).HasDatabaseName("nflow_runtime_sessions_expires_at");
    }
}
