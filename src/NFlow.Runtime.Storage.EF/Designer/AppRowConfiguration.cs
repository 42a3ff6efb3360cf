using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Designer;

internal sealed class AppRowConfiguration(bool postgres) : IEntityTypeConfiguration<AppRow>
{
    public void Configure(EntityTypeBuilder<AppRow> builder)
    {
        builder.ToTable("nflow").HasKey(row => row.Id);
        builder.HasNumberedKey(row => row.Id, postgres);
        builder.Property(row => row.Name).HasColumnName("name").HasColumnType("text");
        builder.Property(row => row.Json).HasColumnName("json").HasColumnType(postgres ? "text" : "blob");
        builder.Property(row => row.DefaultJs).HasColumnName("default_js").HasColumnType("text");
        builder.Property(row => row.Tag).HasColumnName("tag").HasColumnType("varchar(200)");
    }
}
