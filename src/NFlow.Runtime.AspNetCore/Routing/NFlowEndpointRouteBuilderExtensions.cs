using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime;
using NFlow.Runtime.AspNetCore;
using NFlow.Runtime.AspNetCore.Routing;
using NFlow.Runtime.Execution;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts the runtime's app on the host's routes.</summary>
public static class NFlowEndpointRouteBuilderExtensions
{
    /// <summary>Serves the app's starters below a path, for every HTTP method.</summary>
    /// <param name="endpoints">The application or a route group.</param>
    /// <param name="pattern"><c>/*</c>, <c>/api/*</c>, <c>/api/{**path}</c> or any route pattern. The host's own endpoints and static files come first.</param>
    /// <param name="configure">Changes how the paths are served.</param>
    /// <returns>A builder for conventions: <c>RequireAuthorization()</c>, <c>RequireCors()</c>, <c>RequireRateLimiting()</c>, <c>CacheOutput()</c>, …</returns>
    /// <exception cref="InvalidOperationException"><c>AddNFlowRuntime()</c> was not called.</exception>
    /// <remarks>
    /// Starters match the path as received (percent-encoded), without the host's path base; the mapped prefix is part of it unless <see cref="NFlowMapOptions.StripPrefix"/> is set.
    /// Paths for which the app has no starter are answered 404.
    /// </remarks>
    public static IEndpointConventionBuilder MapNFlow(this IEndpointRouteBuilder endpoints, string pattern = "/*", Action<NFlowMapOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var services = endpoints.ServiceProvider;
        if (services.GetService<IServiceProviderIsService>() is not { } known || !known.IsService(typeof(IWorkflowEngine)) || !known.IsService(typeof(WorkflowEndpoint)))
            throw new InvalidOperationException("MapNFlow() needs the runtime's services. Call builder.Services.AddNFlowRuntime() before building the application (or AddAspNetCore() on the builder of a runtime composed by hand).");

        NFlowWarmUp.Begin();
        var options = new NFlowMapOptions();
        configure?.Invoke(options);
        var handler = services.GetRequiredService<WorkflowEndpoint>();
        var route = endpoints.Map(ToRoutePattern(pattern), (RequestDelegate)handler.HandleAsync);
        route.WithDisplayName($"nFlow {pattern}");
        route.Finally(endpoint => endpoint.Metadata.Add(new NFlowEndpointMetadata(options.StripPrefix ? CountPrefixSegments((RouteEndpointBuilder)endpoint) : 0)));
        return route;
    }

    /// <summary><c>/x/*</c> is the designer's way to say what routing calls <c>/x/{**path}</c>.</summary>
    private static string ToRoutePattern(string pattern) =>
        pattern == "*" || pattern.EndsWith("/*", StringComparison.Ordinal) ? $"{pattern[..^1]}{{**path}}" : pattern;

    private static int CountPrefixSegments(RouteEndpointBuilder endpoint)
    {
        var count = 0;
        foreach (var segment in endpoint.RoutePattern.PathSegments)
        {
            if (segment.Parts.Any(part => part is Routing.Patterns.RoutePatternParameterPart { IsCatchAll: true }))
                break;
            count++;
        }

        return count;
    }
}
