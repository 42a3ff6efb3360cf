using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Clustering;

internal sealed class KeyRowConfiguration : IEntityTypeConfiguration<KeyRow>
{
    public void Configure(EntityTypeBuilder<KeyRow> builder)
    {
        builder.ToTable(KeyModel.KeyTable).HasKey(row => row.Name);
        builder.Property(row => row.Name).HasColumnName("name").HasColumnType("text");
        builder.Property(row => row.Xml).HasColumnName("xml").HasColumnType("text");
    }
}
