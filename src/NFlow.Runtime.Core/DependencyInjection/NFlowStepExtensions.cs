using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime;
using NFlow.Runtime.Steps;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers custom steps.</summary>
public static class NFlowStepExtensions
{
    /// <summary>Registers a step for a node type.</summary>
    /// <typeparam name="TStep">The step; its constructor is served by dependency injection.</typeparam>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="type">Node type as authors write it in <c>data.type</c>. A later registration replaces an earlier one, built-in types included.</param>
    /// <param name="lifetime">Lifetime of the step unless <typeparamref name="TStep"/> is registered already; the host's own registration wins.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddStep<TStep>(this INFlowBuilder builder, string type, ServiceLifetime lifetime = ServiceLifetime.Transient)
        where TStep : class, IStep
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        builder.Services.TryAdd(new ServiceDescriptor(typeof(TStep), typeof(TStep), lifetime));
        var services = builder.Services;
        services.AddSingleton(new StepRegistration(
            type, static run => run.GetRequiredService<TStep>(), () => services.LastOrDefault(service => !service.IsKeyedService && service.ServiceType == typeof(TStep))?.Lifetime == ServiceLifetime.Singleton));
        return builder;
    }

    /// <summary>Registers a step given as a function, for small steps and tests.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="type">Node type.</param>
    /// <param name="run">The work; must be thread-safe.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddStep(this INFlowBuilder builder, string type, Func<StepContext, CancellationToken, ValueTask<StepResult>> run)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        ArgumentNullException.ThrowIfNull(run);
        var step = new DelegateStep(run);
        builder.Services.AddSingleton(new StepRegistration(type, _ => step, () => true));
        return builder;
    }
}
