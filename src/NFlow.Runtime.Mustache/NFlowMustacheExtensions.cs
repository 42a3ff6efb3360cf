using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime;
using NFlow.Runtime.HostApi.Templates;
using NFlow.Runtime.Mustache;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Mustache.</summary>
public static class NFlowMustacheExtensions
{
    /// <summary>Gives scripts <c>mustache()</c>, and plugins an <see cref="IMustacheRenderer"/>. Calling it twice is safe.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddMustache(this INFlowBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IMustacheRenderer, StubbleMustacheRenderer>();
        builder.AddHostApi<MustacheApi>();
        return builder;
    }
}
