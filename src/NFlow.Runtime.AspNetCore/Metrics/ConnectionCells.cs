using System.Diagnostics.Metrics;

namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Pooled database connections by state, as Npgsql reports them. Zero for SQLite, which has no pool of its own.</summary>
internal sealed class ConnectionCells : IInstrumentCells
{
    private long _idle;
    private long _used;

    public long Idle => Interlocked.Read(ref _idle);

    public long Used => Interlocked.Read(ref _used);

    /// <summary>Whether an instrument counts connections.</summary>
    public static bool Measures(Instrument instrument) =>
        instrument is { Meter.Name: "Npgsql", Name: "db.client.connection.count" or "db.client.connections.usage" };

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var state = DurationCells.Find(tags, "db.client.connection.state") ?? DurationCells.Find(tags, "state");
        if (state is "idle")
            Interlocked.Add(ref _idle, (long)value);
        else if (state is "used")
            Interlocked.Add(ref _used, (long)value);
    }

    public void BeforeObservation() => _idle = _used = 0;

    public void Write(PrometheusText text)
    {
        text.Single("nflow_db_connections_open", "gauge", "Open database connections.", Idle + Used);
        text.Single("nflow_db_connections_in_use", "gauge", "Database connections in use.", Used);
        text.Single("nflow_db_connections_idle", "gauge", "Idle database connections.", Idle);
    }
}
