using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Plugins;

/// <summary>Which plugins are in use (table <c>[plugin]</c>).</summary>
public sealed class PluginOptions
{
    /// <summary>Names of the plugins to enable; empty for all that are installed.</summary>
    /// <value>Empty.</value>
    public IList<string> Enabled { get; } = [];

    /// <summary>Event sources that may run at the same time; a run that reaches a node beyond that fails.</summary>
    /// <value>100.</value>
    [Range(1, 100_000)]
    public int MaxEventSources { get; set; } = 100;
}
