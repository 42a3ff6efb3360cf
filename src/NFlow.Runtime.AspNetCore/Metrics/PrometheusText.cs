using System.Globalization;
using System.Text;

namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Writes the Prometheus text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new(8 * 1024);

    public void Family(string name, string type, string help) =>
        _text.Append("# HELP ").Append(name).Append(' ').Append(help.ReplaceLineEndings(" ")).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    public void Single(string name, string type, string help, double value)
    {
        Family(name, type, help);
        Sample(name, "", value);
    }

    public void Sample(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
            _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    public void Histogram(string name, string labels, HistogramCell cell)
    {
        var counts = cell.Cumulate();
        var prefix = labels.Length > 0 ? labels + "," : "";
        for (var i = 0; i < HistogramCell.Bounds.Length; i++)
            Sample($"{name}_bucket", $"{prefix}le=\"{Number(HistogramCell.Bounds[i])}\"", counts[i]);
        Sample($"{name}_bucket", $"{prefix}le=\"+Inf\"", counts[^1]);
        Sample($"{name}_sum", labels, cell.Sum);
        Sample($"{name}_count", labels, counts[^1]);
    }

    public static string Label(string name, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return $"{Name(name)}=\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"";
    }

    /// <summary>A name in Prometheus' alphabet: <c>nflow.tracker.dropped</c> becomes <c>nflow_tracker_dropped</c>.</summary>
    public static string Name(string name) => string.Create(name.Length, name, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
    });

    public override string ToString() => _text.ToString();

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
