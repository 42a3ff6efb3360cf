using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Plugins;

/// <summary>Plugin name → what it offers. Immutable after start; thread-safe.</summary>
internal sealed class PluginRegistry
{
    private readonly FrozenDictionary<string, PluginBuilder> _plugins;

    public PluginRegistry(IEnumerable<INFlowPlugin> plugins, IOptions<PluginOptions> options)
    {
        var enabled = options.Value.Enabled;
        var found = new Dictionary<string, PluginBuilder>(StringComparer.Ordinal);
        foreach (var plugin in plugins)
        {
            if (string.IsNullOrWhiteSpace(plugin.Name))
                throw new InvalidOperationException($"Plugin {plugin.GetType()} has no name.");
            if (enabled.Count > 0 && !enabled.Contains(plugin.Name))
                continue;
            var builder = new PluginBuilder(plugin.Name);
            plugin.Configure(builder);
            if (!found.TryAdd(plugin.Name, builder))
                throw new InvalidOperationException($"Two plugins are called '{plugin.Name}'; give one of them another name.");
        }

        _plugins = found.ToFrozenDictionary(StringComparer.Ordinal);
        Names = [.. _plugins.Keys.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Names { get; }

    public IEnumerable<PluginBuilder> Plugins => _plugins.Values;

    public PluginBuilder? Find(string name) => _plugins.GetValueOrDefault(name);
}
