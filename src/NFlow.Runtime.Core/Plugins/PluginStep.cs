using NFlow.Runtime.Execution;
using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Plugins;

/// <summary>A <c>dromedary</c> node: the plugin named in <c>data.dromedary_name</c> decides payload and port.</summary>
internal sealed class PluginStep(PluginRegistry plugins) : IStep
{
    public const string NameField = "dromedary_name";

    public ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) =>
        Find(plugins, context) is { StepBody: { } body }
            ? body(context, cancellationToken)
            : throw new RunFailedException(new RunError(RunErrorKind.Step, $"Plugin '{context.Node.ReadText(NameField)}' has no step for a node."));

    public static PluginBuilder Find(PluginRegistry plugins, StepContext context) =>
        plugins.Find(context.Node.ReadText(NameField)) ?? throw new RunFailedException(new RunError(
            RunErrorKind.Step,
            $"Plugin '{context.Node.ReadText(NameField)}' is not installed.")
        { Detail = $"Installed and enabled: {(plugins.Names.Count == 0 ? "none" : string.Join(", ", plugins.Names))}." });
}
