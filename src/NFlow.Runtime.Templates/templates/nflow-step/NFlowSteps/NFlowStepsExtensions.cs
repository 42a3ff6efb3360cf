using NFlow.Runtime;
using NFlowSteps;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the steps of this library.</summary>
public static class NFlowStepsExtensions
{
    /// <summary>Lets workflows use boxes of type <c>greet</c>.</summary>
    /// <param name="builder">What <c>AddNFlowRuntime()</c> returns.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddNFlowSteps(this INFlowBuilder builder) => builder.AddStep<GreetStep>("greet");
}
