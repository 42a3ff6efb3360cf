using System.Runtime.InteropServices;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[vm_pool]</c>: how many scripts run at once and what each run may use.</summary>
internal sealed record VmPoolSettings
{
    /// <summary>Argument by which the server's own executable becomes a worker. Not for hands.</summary>
    public const string ScriptWorkerArgument = "script-worker";

    public required int MaxSize { get; init; }

    public required int PreloadSize { get; init; }

    public required TimeSpan AcquireTimeout { get; init; }

    public required int MaxMemoryMegabytes { get; init; }

    public required TimeSpan MaxExecution { get; init; }

    public required int MaxOperations { get; init; }

    public required int MaxRecursionDepth { get; init; }

    public required bool EnableFileSystem { get; init; }

    public required bool EnableNetwork { get; init; }

    public required bool EnableProcess { get; init; }

    public required bool KeepsEngines { get; init; }

    public required bool IsolatesByProcess { get; init; }

    public required int WorkerProcesses { get; init; }

    public required int WorkerMemoryMegabytes { get; init; }

    public required int WorkerRecycleRuns { get; init; }

    public required TimeSpan WorkerStartTimeout { get; init; }

    public static VmPoolSettings Read(ConfigurationTable table)
    {
        // Accepted for existing files: engines are kept by flow and replaced by use, so there is nothing to clean up or to count.
        _ = table.Integer("idle_timeout", 10, 0);
        _ = table.Integer("cleanup_interval", 5, 0);
        _ = table.Boolean("enable_metrics", true);

        return new()
        {
            MaxSize = table.Integer("max_size", 200, 1, 10_000),
            PreloadSize = table.Integer("preload_size", 100, 0, 10_000),
            AcquireTimeout = TimeSpan.FromSeconds(table.Integer("acquire_timeout_seconds", 5, 0, 86_400)),
            MaxMemoryMegabytes = table.Live.Integer("max_memory_mb", 128, 1, 1_048_576),
            MaxExecution = TimeSpan.FromSeconds(table.Live.Integer("max_execution_seconds", 30, 1, 86_400)),
            MaxOperations = table.Live.Integer("max_operations", 10_000_000, 1),
            MaxRecursionDepth = table.Live.Integer("max_recursion_depth", 1000, 10, 10_000),
            EnableFileSystem = table.Boolean("enable_filesystem", false),
            EnableNetwork = table.Boolean("enable_network", false),
            EnableProcess = table.Boolean("enable_process", false),
            // Ours; the Go runtime has no such thing.
            KeepsEngines = table.Boolean("keep_engines", true),
            IsolatesByProcess = table.Choice("isolation", "none", "none", "process") == "process",
            WorkerProcesses = table.Integer("worker_processes", 16, 1, 1_000),
            WorkerMemoryMegabytes = table.Integer("worker_memory_mb", 256, 64, 1_048_576),
            WorkerRecycleRuns = table.Integer("worker_recycle_runs", 1_000, 1),
            WorkerStartTimeout = TimeSpan.FromSeconds(table.Integer("worker_start_timeout_seconds", 30, 1, 3_600)),
        };
    }

    /// <summary>The server itself, where no <c>dotnet</c> could start the worker beside it: it was published with its own runtime.</summary>
    private static string? WorkerProgram =>
        Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "nflow-runtime"
        && (HasOwnRuntime || !File.Exists(Path.Combine(AppContext.BaseDirectory, "NFlow.Runtime.Worker.dll"))) ? self : null;

    private static bool HasOwnRuntime =>
        Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory()) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    public void ApplyTo(NFlowOptions options)
    {
        options.Scripts.MaxConcurrency = MaxSize;
        options.Scripts.Preload = PreloadSize;
        options.Scripts.AcquireTimeout = AcquireTimeout;
        options.Limits.MaxMemoryBytes = (long)MaxMemoryMegabytes << 20;
        options.Limits.ExecutionTime = MaxExecution;
        options.Limits.MaxOperations = MaxOperations;
        options.Limits.MaxRecursionDepth = MaxRecursionDepth;
        options.Scripts.KeepsEngines = KeepsEngines;
        options.Scripts.Isolation = IsolatesByProcess ? ScriptIsolation.Process : ScriptIsolation.None;
        var workers = options.Scripts.Workers;
        workers.MaxProcesses = WorkerProcesses;
        workers.MaxMemoryBytes = (long)WorkerMemoryMegabytes << 20;
        workers.RecycleAfterRuns = WorkerRecycleRuns;
        workers.StartTimeout = WorkerStartTimeout;
        if (WorkerProgram is { } program)
        {
            workers.Command.Add(program);
            workers.Command.Add(ScriptWorkerArgument);
        }
    }
}
