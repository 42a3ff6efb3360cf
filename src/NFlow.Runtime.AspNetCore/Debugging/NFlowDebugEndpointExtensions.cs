using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NFlow.Runtime.AspNetCore;
using NFlow.Runtime.AspNetCore.Debugging;
using NFlow.Runtime.Configuration;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the debug endpoints.</summary>
public static class NFlowDebugEndpointExtensions
{
    /// <summary>Maps endpoints that show and change what the runtime does. They are for operators only.</summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="pattern">Path above them.</param>
    /// <returns>For conventions on all of them.</returns>
    /// <exception cref="InvalidOperationException"><c>AddDebugging()</c> was not called, an allowed address is none, or there is no token outside the Development environment and <see cref="NFlowDebugOptions.AllowWithoutToken"/> is not set.</exception>
    public static IEndpointConventionBuilder MapNFlowDebug(this IEndpointRouteBuilder endpoints, string pattern = "/debug")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        if (services.GetService<IConfigurationReport>() is null)
            throw new InvalidOperationException("MapNFlowDebug() needs AddDebugging() on the builder that AddNFlowCore() or AddNFlowRuntime() returns.");

        var settings = services.GetRequiredService<IOptions<NFlowDebugOptions>>();
        var options = settings.Value;
        if (options.Token.Length == 0 && !options.AllowWithoutToken && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            throw new InvalidOperationException("The debug endpoints need a token ([debug] auth_token, or NFlowDebugOptions.Token): anybody could read the app and end runs. To go without one all the same, set AllowWithoutToken ([debug] allow_without_token).");
        _ = AddressList.Parse(options.AllowedIps, out var mistakes);
        if (mistakes.Count > 0)
            throw new InvalidOperationException($"The debug endpoints' allowed addresses hold {string.Join(", ", mistakes.Select(mistake => $"'{mistake}'"))}: expected addresses or networks such as 10.0.0.0/8 or fd00::/8.");

        var group = endpoints.MapGroup(pattern);
        group.AddEndpointFilter(new DebugGate(settings));
        ProcessEndpoints.Map(group, services.GetRequiredService<TimeProvider>());
        AppEndpoints.Map(group);
        StateEndpoints.Map(group);
        return group.ExcludeFromDescription().WithDisplayName("nFlow debug");
    }
}
