namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>An observed value summed over its tags, as the Go runtime's dashboards expect it; by tag only on request.</summary>
internal sealed class SumCells(string name, string type, string help, string? detailName = null) : IInstrumentCells
{
    private readonly ValueCells _values = new(detailName ?? name, type, $"{help} In detail.", isObservable: true);

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _values.Record(value, tags);

    public void BeforeObservation() => _values.BeforeObservation();

    public void Write(PrometheusText text)
    {
        text.Single(name, type, help, _values.Sum);
        if (detailName is not null)
            _values.Write(text);
    }
}
