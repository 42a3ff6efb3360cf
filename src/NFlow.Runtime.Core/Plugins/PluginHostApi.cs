using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins;

/// <summary>The functions of plugins as part of what scripts can call.</summary>
internal sealed class PluginHostApi(PluginRegistry plugins) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        foreach (var plugin in plugins.Plugins)
            foreach (var function in plugin.Functions)
                function.AddTo(surface);
    }
}
