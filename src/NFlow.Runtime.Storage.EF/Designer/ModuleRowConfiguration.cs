using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Designer;

internal sealed class ModuleRowConfiguration(bool postgres) : IEntityTypeConfiguration<ModuleRow>
{
    public void Configure(EntityTypeBuilder<ModuleRow> builder)
    {
        builder.ToTable("modules").HasKey(row => row.Id);
        builder.HasNumberedKey(row => row.Id, postgres);
        builder.Property(row => row.Name).HasColumnName("name").HasColumnType("text");
        builder.Property(row => row.Form).HasColumnName("form").HasColumnType("text");
        builder.Property(row => row.Mod).HasColumnName("mod").HasColumnType("text");
        builder.Property(row => row.Code).HasColumnName("code").HasColumnType("text");
    }
}
