using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>What is served: flows, routes, caches.</summary>
internal static partial class AppEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/playbooks", (IAppCatalog apps) => DebugAnswer.Of(Playbooks(apps.State)));
        endpoints.MapGet("/playbook/{flow}", (string flow, IAppCatalog apps) => Find(apps, flow) is { } found
            ? DebugAnswer.Of(new { found.Name, Nodes = found.Nodes.Select(node => Describe(node, withData: false)) })
            : NoSuchFlow(flow));
        endpoints.MapGet("/starters", (IAppCatalog apps) => DebugAnswer.Of(new { Starters = Starters(apps), Total = Routes(apps) }));
        endpoints.MapGet("/clean-json", (IAppCatalog apps) => DebugAnswer.Of(Flows(apps).ToDictionary(
            flow => flow.Name,
            flow => flow.Nodes.ToDictionary(node => node.Id, node => Describe(node, withData: true)))));
        endpoints.MapGet("/url-cache", (IAppCatalog apps) => DebugAnswer.Of(new { Size = Routes(apps), Routes = Starters(apps) }));
        endpoints.MapDelete("/url-cache", (IClusterApps apps, ILoggerFactory loggers, CancellationToken cancellationToken) => InvalidateAsync(apps, [], loggers, "URL cache cleared", cancellationToken));
        endpoints.MapGet("/cache/stats", (IAppCatalog apps, IEnumerable<ICacheStatistics> caches) => DebugAnswer.Of(new
        {
            PlaybookCacheSize = Flows(apps).Count(),
            UrlCacheSize = Routes(apps),
            Caches = caches.Select(cache => new { cache.Name, cache.Count, cache.Hits, cache.Misses }),
        }));
        endpoints.MapPost("/cache/invalidate", (IClusterApps apps, IEnumerable<ICacheStatistics> caches, ILoggerFactory loggers, CancellationToken cancellationToken) =>
            InvalidateAsync(apps, caches, loggers, "Cache invalidated", cancellationToken));
        endpoints.MapPost("/cache/invalidate/{flow}", async (string flow, IAppCatalog catalog, IClusterApps apps, ILoggerFactory loggers, CancellationToken cancellationToken) =>
            Find(catalog, flow) is null ? NoSuchFlow(flow) : await InvalidateAsync(apps, [], loggers, $"Cache invalidated for {flow}", cancellationToken).ConfigureAwait(false));
    }

    private static object Playbooks(AppState state) => new
    {
        App = state.AppName,
        LoadedAt = state.LoadedAt?.ToUnixTimeSeconds(),
        state.LastError,
        LastErrorAt = state.LastErrorAt?.ToUnixTimeSeconds(),
        Flows = (state.Definition?.Flows ?? []).Select(flow => new { flow.Name, Nodes = flow.Nodes.Count, Starters = flow.Nodes.Count(node => node.Type == NodeTypes.Starter) }),
        Problems = (state.Definition?.Problems ?? []).Select(problem => problem.ToString()),
    };

    private static IEnumerable<object> Starters(IAppCatalog apps) => (apps.State.Definition?.Routes.Routes ?? []).Select(route => new
    {
        route.Method,
        UrlPattern = route.Pattern,
        Flow = route.Flow.Name,
        NodeId = route.Starter.Id,
        NflowAuth = route.Starter.RequiresAuthentication,
    });

    private static object Describe(NodeDefinition node, bool withData) => new
    {
        node.Id,
        node.Type,
        node.Name,
        Outputs = node.Targets,
        Data = withData ? node.Data : (System.Text.Json.JsonElement?)null,
    };

    /// <summary>The caches of this instance are made anew at the next request, the app at all instances; one flow cannot be read without the others, which share its document.</summary>
    private static async Task<IResult> InvalidateAsync(IClusterApps apps, IEnumerable<ICacheStatistics> caches, ILoggerFactory loggers, string message, CancellationToken cancellationToken)
    {
        foreach (var cache in caches)
            cache.Clear();
        await apps.InvalidateAsync(cancellationToken).ConfigureAwait(false);
        CachesCleared(loggers.CreateLogger("NFlow.Runtime.Debugging"), message);
        return DebugAnswer.Of(new { message });
    }

    private static IEnumerable<FlowDefinition> Flows(IAppCatalog apps) => apps.State.Definition?.Flows ?? [];

    private static FlowDefinition? Find(IAppCatalog apps, string flow) => Flows(apps).FirstOrDefault(candidate => candidate.Name == flow);

    private static int Routes(IAppCatalog apps) => apps.State.Definition?.Routes.Routes.Count ?? 0;

    private static IResult NoSuchFlow(string flow) => DebugAnswer.NotFound($"There is no flow '{flow}'.");

    [LoggerMessage(2501, LogLevel.Warning, "Debug endpoint: {Message}.", EventName = "DebugCachesCleared")]
    private static partial void CachesCleared(ILogger logger, string message);
}
