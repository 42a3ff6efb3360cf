using System.Diagnostics;
using System.Runtime;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NFlow.Runtime.AspNetCore.Health;
using NFlow.Runtime.Configuration;
using NFlow.Runtime.Diagnostics;

namespace NFlow.Runtime.AspNetCore.Debugging;

/// <summary>What the process is: version, configuration, memory, threads.</summary>
internal static class ProcessEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints, TimeProvider time)
    {
        var started = time.GetTimestamp();
        endpoints.MapGet("/info", () => Info(time, started));
        endpoints.MapGet("/config", (IConfigurationReport report) => DebugAnswer.Of(report.Describe()));
        endpoints.MapGet("/runtime", Runtime);
        endpoints.MapGet("/memory", Memory);
        endpoints.MapGet("/threads", Threads);
        endpoints.MapGet("/goroutines", Threads);
    }

    private static IResult Info(TimeProvider time, long started) => DebugAnswer.Of(new
    {
        Service = "NFlow.Runtime",
        NFlowTelemetry.Version,
        Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
        Uptime = HealthAnswer.Duration(time.GetElapsedTime(started)),
        DotnetVersion = Environment.Version.ToString(),
        Os = RuntimeInformation.OSDescription,
        Arch = RuntimeInformation.ProcessArchitecture.ToString(),
        Cpus = Environment.ProcessorCount,
        Threads = ThreadPool.ThreadCount,
    });

    private static IResult Runtime() => DebugAnswer.Of(new
    {
        Framework = RuntimeInformation.FrameworkDescription,
        GCSettings.IsServerGC,
        LatencyMode = GCSettings.LatencyMode.ToString(),
        ProcessId = Environment.ProcessId,
        Machine = Environment.MachineName,
        Cpus = Environment.ProcessorCount,
        Gen0Collections = GC.CollectionCount(0),
        Gen1Collections = GC.CollectionCount(1),
        Gen2Collections = GC.CollectionCount(2),
        GcPauseMs = GC.GetTotalPauseDuration().TotalMilliseconds,
        Contentions = Monitor.LockContentionCount,
    });

    private static IResult Memory()
    {
        var info = GC.GetGCMemoryInfo();
        return DebugAnswer.Of(new
        {
            HeapBytes = GC.GetTotalMemory(forceFullCollection: false),
            CommittedBytes = info.TotalCommittedBytes,
            FragmentedBytes = info.FragmentedBytes,
            AvailableBytes = info.TotalAvailableMemoryBytes,
            HighLoadThresholdBytes = info.HighMemoryLoadThresholdBytes,
            MemoryLoadBytes = info.MemoryLoadBytes,
            WorkingSetBytes = Environment.WorkingSet,
            AllocatedBytesTotal = GC.GetTotalAllocatedBytes(),
            PinnedObjects = info.PinnedObjectsCount,
            FinalizationPending = info.FinalizationPendingCount,
        });
    }

    private static IResult Threads()
    {
        ThreadPool.GetAvailableThreads(out var available, out _);
        ThreadPool.GetMaxThreads(out var max, out _);
        ThreadPool.GetMinThreads(out var min, out _);
        using var process = Process.GetCurrentProcess();
        return DebugAnswer.Of(new
        {
            PoolThreads = ThreadPool.ThreadCount,
            PoolBusy = max - available,
            PoolMin = min,
            PoolMax = max,
            Queued = ThreadPool.PendingWorkItemCount,
            Completed = ThreadPool.CompletedWorkItemCount,
            ProcessThreads = process.Threads.Count,
        });
    }
}
