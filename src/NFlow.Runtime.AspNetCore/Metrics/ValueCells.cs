using System.Collections.Concurrent;

namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Values of a counter or gauge by their tags.</summary>
internal sealed class ValueCells(string name, string type, string help, bool isObservable) : IInstrumentCells
{
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);

    public double Sum => _values.Values.Sum();

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        if (isObservable)
            _values[labels] = value;
        else
            _values.AddOrUpdate(labels, static (_, added) => added, static (_, sum, added) => sum + added, value);
    }

    public void BeforeObservation()
    {
        if (isObservable)
            _values.Clear();
    }

    public void Write(PrometheusText text)
    {
        text.Family(name, type, help);
        foreach (var (labels, value) in _values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Sample(name, labels, value);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var labels = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            labels[i] = PrometheusText.Label(tags[i].Key.StartsWith("nflow.", StringComparison.Ordinal) ? tags[i].Key["nflow.".Length..] : tags[i].Key, tags[i].Value);
        return string.Join(',', labels);
    }
}
