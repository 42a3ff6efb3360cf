using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime;

/// <summary>What <c>AddNFlowRuntime()</c> returns: steps, plugins and stores register themselves on it.</summary>
public interface INFlowBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
