using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[tracker]</c>.</summary>
internal sealed record TrackerSettings(
    bool Enabled, int Workers, int BatchSize, TimeSpan FlushInterval, int ChannelBuffer, bool VerboseLogging, TimeSpan StatisticsInterval, int RetentionDays, int RetentionRows, bool ExactOrder, int MaxPayload, int MaxRate)
{
    public static TrackerSettings Read(ConfigurationTable table) => new(
        table.Boolean("enabled", false),
        table.Integer("workers", 4, 1, 64),
        table.Live.Integer("batch_size", 100, 1, 10_000),
        TimeSpan.FromMilliseconds(table.Live.Integer("flush_interval", 250, 1, 600_000)),
        table.Live.Integer("channel_buffer", 100_000, 1, 10_000_000),
        table.Live.Boolean("verbose_logging", false),
        TimeSpan.FromSeconds(table.Integer("stats_interval", 300, 0, 86_400)),
        table.Live.Integer("retention_days", 30, 0, 36_500),
        table.Live.Integer("retention_rows", 0, 0),
        table.Live.Boolean("exact_order", false),
        table.Live.Integer("max_payload", 1 << 20, 0),
        table.Live.Integer("max_rate", 3_000, 0, 10_000_000));

    public void ApplyTo(TrackerOptions options)
    {
        options.Workers = Workers;
        options.BatchSize = BatchSize;
        options.FlushInterval = FlushInterval;
        options.QueueCapacity = ChannelBuffer;
        options.VerboseLogging = VerboseLogging;
        options.StatisticsInterval = StatisticsInterval;
        options.Retention = RetentionDays == 0 ? null : TimeSpan.FromDays(RetentionDays);
        options.MaxRows = RetentionRows == 0 ? null : RetentionRows;
        options.AlwaysWritePosition = ExactOrder;
        options.MaxPayloadLength = MaxPayload;
        options.MaxRate = MaxRate;
    }
}
