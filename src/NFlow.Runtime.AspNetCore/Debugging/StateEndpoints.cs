using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Clustering;
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
        endpoints.MapGet("/processes", ListAsync);
        endpoints.MapGet("/process/{wid}", FindAsync);
        endpoints.MapDelete("/process/{wid}", KillAsync);
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

    /// <summary>The runs of all instances; those that did not answer are named.</summary>
    private static async Task<IResult> ListAsync(IClusterProcesses processes, CancellationToken cancellationToken)
    {
        var list = await processes.ListAsync(cancellationToken).ConfigureAwait(false);
        return DebugAnswer.Of(new { Processes = list.Processes.ToDictionary(entry => entry.Process.RunId, Describe), Total = list.Processes.Count, list.SilentInstances });
    }

    private static async Task<IResult> FindAsync(string wid, IProcessRegistry local, ICluster cluster, IClusterProcesses processes, CancellationToken cancellationToken)
    {
        var found = local.Find(wid) is { } process
            ? new ClusterProcess(cluster.InstanceId, process)
            : (await processes.ListAsync(cancellationToken).ConfigureAwait(false)).Processes.FirstOrDefault(entry => entry.Process.RunId == wid);
        return found is null ? NoSuchRun(wid) : DebugAnswer.Of(Describe(found));
    }

    private static async Task<IResult> KillAsync(string wid, IClusterProcesses processes, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (!await processes.KillAsync(wid, cancellationToken).ConfigureAwait(false))
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

    private static object Describe(ClusterProcess entry) => new
    {
        Wid = entry.Process.RunId,
        Instance = entry.InstanceId,
        entry.Process.App,
        entry.Process.Flow,
        entry.Process.Url,
        entry.Process.NodeId,
        entry.Process.NodeName,
        entry.Process.NodeType,
        StartedAt = entry.Process.StartedAt.ToUnixTimeMilliseconds(),
        entry.Process.IsFork,
    };

    private static string NameOf(object store) => store.GetType().Name;

    private static IResult NoSuchRun(string wid) => DebugAnswer.NotFound($"There is no process '{wid}'.");

    [LoggerMessage(2502, LogLevel.Warning, "Debug endpoint: run {RunId} was killed.", EventName = "DebugProcessKilled")]
    private static partial void Killed(ILogger logger, string runId);
}
