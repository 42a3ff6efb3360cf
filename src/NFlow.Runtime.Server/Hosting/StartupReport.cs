using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Server.Configuration;

namespace NFlow.Runtime.Server.Hosting;

/// <summary>Says at start what is served from where, and what in the configuration had no effect.</summary>
internal sealed partial class StartupReport(
    IServer server,
    IAppCatalog apps,
    ServerSettings settings,
    IHostApplicationLifetime lifetime,
    ILogger<StartupReport> logger) : IHostedService
{
    /// <summary>More routes than this are counted rather than listed: a start should fit on a screen or two.</summary>
    private const int MostRoutes = 100;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Report);
        lifetime.ApplicationStopping.Register(() => Stopping(logger));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Report()
    {
        foreach (var warning in settings.Warnings)
            Unused(logger, warning);

        var version = typeof(StartupReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var addresses = string.Join(", ", server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        var state = apps.State;
        Serving(logger, version, state.AppName, state.Definition?.Routes.Routes.Count ?? 0, state.Definition?.Problems.Count ?? 0, settings.Database.Driver, addresses);
        var routes = state.Definition?.Routes.Routes ?? [];
        foreach (var route in routes.Take(MostRoutes))
            RouteServed(logger, route.Method, route.Pattern, route.Flow.Name);
        if (routes.Count > MostRoutes)
            MoreRoutes(logger, routes.Count - MostRoutes);
    }

    [LoggerMessage(4001, LogLevel.Information, "nflow-runtime {Version} serves app '{App}' ({Routes} routes, {Warnings} warnings) from {Database} on {Addresses}.", EventName = "Serving")]
    private static partial void Serving(ILogger logger, string version, string app, int routes, int warnings, string database, string addresses);

    [LoggerMessage(4002, LogLevel.Information, "Route {Method} {Pattern} of flow '{Flow}'.", EventName = "RouteServed")]
    private static partial void RouteServed(ILogger logger, string method, string pattern, string flow);

    [LoggerMessage(4005, LogLevel.Information, "{Count} further routes: nflow-runtime routes lists them all.", EventName = "MoreRoutes")]
    private static partial void MoreRoutes(ILogger logger, int count);

    [LoggerMessage(4003, LogLevel.Warning, "Configuration: {Problem}", EventName = "ConfigurationUnused")]
    internal static partial void Unused(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(4004, LogLevel.Information, "Stopping: new runs are refused, running ones may finish.", EventName = "Stopping")]
    private static partial void Stopping(ILogger logger);
}
