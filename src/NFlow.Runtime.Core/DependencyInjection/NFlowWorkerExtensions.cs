using NFlow.Runtime;
using NFlow.Runtime.Scripting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts worker processes between scripts and the server.</summary>
public static class NFlowWorkerExtensions
{
    /// <summary>Runs scripts in worker processes that can be killed: for authors who mean harm. The same as <c>options.Scripts.Isolation = ScriptIsolation.Process</c>.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings of the workers.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder UseWorkerProcesses(this INFlowBuilder builder, Action<ScriptWorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<NFlowOptions>(options =>
        {
            options.Scripts.Isolation = ScriptIsolation.Process;
            configure?.Invoke(options.Scripts.Workers);
        });
        return builder;
    }
}
