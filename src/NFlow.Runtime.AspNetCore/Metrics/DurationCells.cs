using System.Collections.Concurrent;

namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Durations by two tags.</summary>
internal sealed class DurationCells(string name, string help, string firstTag, string secondTag) : IInstrumentCells
{
    private readonly ConcurrentDictionary<(string First, string Second), HistogramCell> _cells = new();

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _cells.GetOrAdd((Find(tags, firstTag) as string ?? "", Find(tags, secondTag) as string ?? ""), static _ => new()).Record(value);

    public void Write(PrometheusText text)
    {
        text.Family(name, "histogram", help);
        foreach (var ((first, second), cell) in _cells.OrderBy(pair => pair.Key))
            text.Histogram(name, $"{PrometheusText.Label(Short(firstTag), first)},{PrometheusText.Label(Short(secondTag), second)}", cell);
    }

    public static object? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, string tag)
    {
        foreach (var (key, value) in tags)
            if (key == tag)
                return value;
        return null;
    }

    private static string Short(string tag) => tag["nflow.".Length..];
}
