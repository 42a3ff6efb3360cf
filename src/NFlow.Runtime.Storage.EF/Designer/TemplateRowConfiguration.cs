using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Designer;

internal sealed class TemplateRowConfiguration(bool postgres) : IEntityTypeConfiguration<TemplateRow>
{
    public void Configure(EntityTypeBuilder<TemplateRow> builder)
    {
        builder.ToTable("template").HasKey(row => row.Id);
        builder.HasNumberedKey(row => row.Id, postgres);
        builder.Property(row => row.Name).HasColumnName("name").HasColumnType("varchar(200)").IsRequired(postgres);
        builder.Property(row => row.Content).HasColumnName("content").HasColumnType("text");
    }
}
