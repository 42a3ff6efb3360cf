using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Designer;

internal sealed class TokenRowConfiguration(bool postgres) : IEntityTypeConfiguration<TokenRow>
{
    public void Configure(EntityTypeBuilder<TokenRow> builder)
    {
        builder.ToTable("api_tokens").HasKey(row => row.Id);
        builder.HasNumberedKey(row => row.Id, postgres);
        builder.Property(row => row.Name).HasColumnName("name").IsPadded(200).IsRequired(postgres).HasSqliteDefault(postgres, "");
        builder.Property(row => row.Token).HasColumnName("token").HasColumnType("text");
        builder.Property(row => row.Start).HasColumnName("start").IsUtcTimestamp(postgres);
        builder.Property(row => row.Expired).HasColumnName("expired").IsUnixTime(postgres);
        builder.Property(row => row.Active).HasColumnName("active").IsFlag(postgres);
        builder.Property(row => row.Header).HasColumnName("header").IsPadded(150).HasSqliteDefault(postgres, "Authorization");
        builder.Property(row => row.TokenType).HasColumnName("token_type").IsPadded(150).HasSqliteDefault(postgres, "Bearer");
    }
}
