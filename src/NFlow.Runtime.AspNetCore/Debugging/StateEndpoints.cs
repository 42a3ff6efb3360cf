using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>What is going on: runs, sessions, scripts, stores, tracker.</summary>
internal static partial class StateEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/processes", (IProcessRegistry processes) => DebugAnswer.Of(new { Processes = processes.List().ToDictionary(process => process.RunId, Describe), Total = processes.Count }));
        endpoints.MapGet("/process/{wid}", (string wid, IProcessRegistry processes) => processes.Find(wid) is { } process ? DebugAnswer.Of(Describe(process)) : NoSuchRun(wid));
        endpoints.MapDelete("/process/{wid}", Kill);
        endpoints.MapGet("/sessions", async (ISessionStore sessions, CancellationToken cancellationToken) =>
            DebugAnswer.Of(new { Total = await sessions.CountAsync(cancellationToken).ConfigureAwait(false), Store = NameOf(sessions) }));
        endpoints.MapDelete("/sessions", async (ISessionStore sessions, CancellationToken cancellationToken) =>
            DebugAnswer.Of(new { Message = "Expired sessions removed", Removed = await sessions.DeleteExpiredAsync(cancellationToken).ConfigureAwait(false) }));
        endpoints.MapGet("/vm-pool", (IScriptLoad scripts) => DebugAnswer.Of(new { Size = scripts.Capacity, Active = scripts.Executing, scripts.Waiting }));
        endpoints.MapGet("/repositories", Repositories);
        endpoints.MapGet("/database/stats", DatabaseAsync);
        endpoints.MapGet("/database/connections", Connections);
        endpoints.MapGet("/tracker/stats", (IServiceProvider services) => services.GetService<ITracker>() is { } tracker
            ? DebugAnswer.Of(new { Enabled = true, tracker.Statistics })
            : DebugAnswer.Of(new { Enabled = false }));
    }

    private static IResult Kill(string wid, IProcessRegistry processes, ILoggerFactory loggers)
    {
        if (!processes.Kill(wid))
            return NoSuchRun(wid);
        Killed(loggers.CreateLogger("NFlow.Runtime.Debugging"), wid);
        return DebugAnswer.Of(new { Message = "Process killed", Wid = wid });
    }

    private static IResult Repositories(IAppStore apps, IModuleStore modules, ITemplateStore templates, IUserStore users, ITokenStore tokens, ISessionStore sessions, ITrackerStore tracker) => DebugAnswer.Of(new
    {
        Apps = NameOf(apps),
        Modules = NameOf(modules),
        Templates = NameOf(templates),
        Users = NameOf(users),
        Tokens = NameOf(tokens),
        Sessions = NameOf(sessions),
        Tracker = NameOf(tracker),
    });

    private static async Task<IResult> DatabaseAsync(IEnumerable<IStorageProbe> probes, CancellationToken cancellationToken)
    {
        var stores = new List<object>();
        foreach (var probe in probes)
        {
            var health = await probe.CheckAsync(cancellationToken).ConfigureAwait(false);
            stores.Add(new { probe.Name, health.Store, Healthy = health.IsHealthy, LatencyMs = health.Latency.TotalMilliseconds, health.Problem });
        }

        return DebugAnswer.Of(new { Stores = stores });
    }

    private static IResult Connections()
    {
        var (idle, used) = ConnectionCount.Read();
        return DebugAnswer.Of(new { Open = idle + used, InUse = used, Idle = idle });
    }

    private static object Describe(ProcessInfo process) => new
    {
        Wid = process.RunId,
        process.App,
        process.Flow,
        process.Url,
        process.NodeId,
        process.NodeName,
        process.NodeType,
        StartedAt = process.StartedAt.ToUnixTimeMilliseconds(),
        process.IsFork,
    };

    private static string NameOf(object store) => store.GetType().Name;

    private static IResult NoSuchRun(string wid) => DebugAnswer.NotFound($"There is no process '{wid}'.");

    [LoggerMessage(2502, LogLevel.Warning, "Debug endpoint: run {RunId} was killed.", EventName = "DebugProcessKilled")]
    private static partial void Killed(ILogger logger, string runId);
}
