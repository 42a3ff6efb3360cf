using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Designer;

internal sealed class UserRowConfiguration(bool postgres) : IEntityTypeConfiguration<UserRow>
{
    public void Configure(EntityTypeBuilder<UserRow> builder)
    {
        builder.ToTable("users").HasKey(row => row.Id);
        builder.HasNumberedKey(row => row.Id, postgres);
        builder.Property(row => row.UserName).HasColumnName("username").HasColumnType("varchar(200)");
        builder.Property(row => row.Password).HasColumnName("password").HasColumnType("varchar(200)");
        builder.Property(row => row.Role).HasColumnName("rol").HasColumnType("varchar(200)").IsRequired(postgres).HasSqliteDefault(postgres, "ROL_USER");
        builder.Property(row => row.Active).HasColumnName("active").IsFlag(postgres);
    }
}
