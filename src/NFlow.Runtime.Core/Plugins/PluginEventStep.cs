using NFlow.Runtime.Execution;
using NFlow.Runtime.Forks;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Plugins;

/// <summary>A <c>dromedary_callback</c> node: starts the plugin's event source in the background and goes on at <c>output_1</c>, if messages have a port of their own.</summary>
internal sealed class PluginEventStep(PluginRegistry plugins, IForkLauncher forks, EventSources sources) : IStep
{
    private const string MessagePort = "output_2";

    /// <summary>No port is called so: the run ends.</summary>
    private const string EndPort = "";

    public ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var plugin = PluginStep.Find(plugins, context);
        if (plugin.EventSource is not { } source)
            throw new RunFailedException(new RunError(RunErrorKind.Step, $"Plugin '{plugin.Name}' has no event source."));

        var node = context.Node;
        var hasOwnPort = node.Ports.Count > 1;
        var port = hasOwnPort ? MessagePort : StepResult.DefaultPort;
        if (node.Next(port) is { } target)
            sources.Start(plugin.Name, source, forks.Detach(context.FlowRun, target), node, port);
        return new(new StepResult(hasOwnPort ? StepResult.DefaultPort : EndPort, context.FlowRun.Payload));
    }
}
