using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NFlow.Runtime.AspNetCore.Health;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Health for monitors, liveness and readiness for orchestrators.</summary>
public static class NFlowHealthEndpointExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps <c>GET|HEAD</c> of <c>/health</c> (everything; 503 when a component fails, 200 when one is merely degraded),
    /// <c>/health/live</c> (the process answers) and <c>/health/ready</c> (it can serve requests; 503 while a store or the app is away, and as soon as the host stops).
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="pattern">Path of the first; the others lie below it.</param>
    /// <returns>For conventions on all three.</returns>
    /// <exception cref="InvalidOperationException"><c>AddHealth()</c> was not called.</exception>
    public static IEndpointConventionBuilder MapNFlowHealth(this IEndpointRouteBuilder endpoints, string pattern = "/health")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var reporter = endpoints.ServiceProvider.GetService<HealthReporter>()
            ?? throw new InvalidOperationException("MapNFlowHealth() needs AddHealth() on the builder that AddNFlowCore() or AddNFlowRuntime() returns.");
        var time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        var lifetime = endpoints.ServiceProvider.GetService<IHostApplicationLifetime>();

        var group = endpoints.MapGroup(RoutePatternFactory.Parse(pattern));
        group.MapMethods("", Methods, async context =>
            await HealthAnswer.WriteAsync(context, await reporter.ReportAsync(context.RequestAborted).ConfigureAwait(false), reporter.Uptime, time.GetUtcNow()).ConfigureAwait(false));
        group.MapMethods("/live", Methods, context =>
            HealthAnswer.WriteAsync(context, NoComponents, reporter.Uptime, time.GetUtcNow()));
        group.MapMethods("/ready", Methods, async context =>
        {
            var report = OnlyRequired(await reporter.ReportAsync(context.RequestAborted).ConfigureAwait(false));
            if (lifetime?.ApplicationStopping.IsCancellationRequested == true)
                report = new HealthReport(report.Entries, HealthStatus.Unhealthy, report.TotalDuration);
            await HealthAnswer.WriteAsync(context, report, reporter.Uptime, time.GetUtcNow()).ConfigureAwait(false);
        });
        return group.WithDisplayName("nFlow health");
    }

    private static HealthReport NoComponents { get; } = new(new Dictionary<string, HealthReportEntry>(), HealthStatus.Healthy, TimeSpan.Zero);

    private static HealthReport OnlyRequired(HealthReport report) => new(
        report.Entries.Where(entry => entry.Value.Tags.Contains(HealthRegistrations.ReadyTag)).ToDictionary(entry => entry.Key, entry => entry.Value),
        report.TotalDuration);
}
