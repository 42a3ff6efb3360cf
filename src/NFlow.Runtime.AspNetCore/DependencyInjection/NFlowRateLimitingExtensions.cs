using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.AspNetCore.RateLimiting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds rate limiting by client address.</summary>
public static class NFlowRateLimitingExtensions
{
    /// <summary>
    /// Limits requests by client address, in ASP.NET Core's rate limiting middleware: the application calls <c>UseRateLimiter()</c>, after <c>UseForwardedHeaders()</c> if it trusts a proxy.
    /// Applies to all endpoints but those with <c>DisableRateLimiting()</c>; limiters the host has set up stay in force after it.
    /// </summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder. Calling it twice is safe.</returns>
    public static INFlowBuilder AddRateLimiting(this INFlowBuilder builder, Action<RateLimitOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (configure is not null)
            services.Configure(configure);
        services.AddOptions<RateLimitOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>());
        services.AddRateLimiter(static _ => { });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<RateLimiterOptions>, RateLimiterSetup>());
        return builder;
    }
}
