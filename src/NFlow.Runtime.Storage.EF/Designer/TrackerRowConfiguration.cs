using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace NFlow.Runtime.Storage.EF.Designer;

internal sealed class TrackerRowConfiguration(bool postgres) : IEntityTypeConfiguration<TrackerRow>
{
    public void Configure(EntityTypeBuilder<TrackerRow> builder)
    {
        builder.ToTable("tracker").HasKey(row => row.Id);
        builder.HasNumberedKey(row => row.Id, postgres);
        builder.Property(row => row.LogId).HasColumnName("log_id").HasColumnType("text");
        builder.Property(row => row.BoxId).HasColumnName("box_id").HasColumnType("text");
        builder.Property(row => row.BoxName).HasColumnName("box_name").HasColumnType("text");
        builder.Property(row => row.BoxType).HasColumnName("box_type").HasColumnType("text");
        builder.Property(row => row.Url).HasColumnName("url").HasColumnType("text");
        builder.Property(row => row.UserName).HasColumnName("username").HasColumnType("text");
        builder.Property(row => row.ConnectionNext).HasColumnName("connection_next").HasColumnType("text");
        builder.Property(row => row.Duration).HasColumnName("duration").HasColumnType("text");
        builder.Property(row => row.Created).HasColumnName("created").IsUtcTimestamp(postgres);
        builder.Property(row => row.OrderBox).HasColumnName("order_box").HasColumnType("integer");
        builder.Property(row => row.Payload).HasColumnName("payload").HasColumnType("text");
        builder.Property(row => row.Ip).HasColumnName("ip").IsPadded(TrackerWidths.Ip);
        builder.Property(row => row.RealIp).HasColumnName("real_ip").IsPadded(TrackerWidths.Ip);
        builder.Property(row => row.UserAgent).HasColumnName("user_agent").IsPadded(TrackerWidths.UserAgent);
        builder.Property(row => row.QueryParam).HasColumnName("query_param").HasColumnType("text");
        builder.Property(row => row.HostName).HasColumnName("hostname").IsPadded(TrackerWidths.Host);
        builder.Property(row => row.Host).HasColumnName("host").IsPadded(TrackerWidths.Host);
    }
}
