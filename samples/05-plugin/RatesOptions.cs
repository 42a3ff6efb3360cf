namespace NFlow.Samples.Plugin;

/// <summary>Settings of the plugin, from the section <c>Rates</c>.</summary>
internal sealed class RatesOptions
{
    /// <summary>What one euro is worth.</summary>
    public Dictionary<string, decimal> PerEuro { get; } = new(StringComparer.OrdinalIgnoreCase) { ["EUR"] = 1m, ["USD"] = 1.1m, ["PEN"] = 4.1m };

    /// <summary>How often the event source tells the rates.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);
}
