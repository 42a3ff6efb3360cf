using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Designer;

internal sealed class QueryRowConfiguration(bool postgres) : IEntityTypeConfiguration<QueryRow>
{
    public void Configure(EntityTypeBuilder<QueryRow> builder)
    {
        builder.ToTable("queries").HasKey(row => row.Id);
        builder.HasNumberedKey(row => row.Id, postgres);
        builder.Property(row => row.Name).HasColumnName("name").HasColumnType("varchar(200)").IsRequired(postgres);
        builder.Property(row => row.Query).HasColumnName("query").HasColumnType("text");
    }
}
