using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>Runs scripts in worker processes, each run in one of its own while it lasts. The server neither parses nor runs them. Thread-safe.</summary>
internal sealed class WorkerScriptEngine : IScriptEngine, IScriptWorkers, IDisposable
{
    private const long MaxCharacters = 64L << 20;

    private readonly ConcurrentDictionary<(string Text, string? Function, string Name), WorkerScript> _scripts = new();
    private readonly ConditionalWeakTable<FlowDefinition, WorkerFlow> _flows = [];
    private int _lastScript;
    private int _lastFlow;
    private long _characters;

    public WorkerScriptEngine(HostSurface surface, IOptions<NFlowOptions> options, TimeProvider time, ILogger<WorkerScriptEngine> logger)
    {
        Surface = surface;
        Limits = options.Value.Limits;
        Time = time;
        Pool = new WorkerPool(surface, options.Value, time, logger);
    }

    public HostSurface Surface { get; }

    public ScriptLimits Limits { get; }

    public TimeProvider Time { get; }

    public WorkerPool Pool { get; }

    int IScriptLoad.Capacity => Pool.Capacity;

    int IScriptLoad.Executing => Pool.Leased;

    int IScriptLoad.Waiting => Pool.Waiting;

    int IScriptWorkers.Alive => Pool.Alive;

    long IScriptWorkers.Ended => Pool.Endings.Values.Sum();

    string? IScriptWorkers.Problem => Pool.Problem;

    /// <inheritdoc/>
    public CompiledScript Compile(string source, string name) => Carry(source, null, name);

    /// <inheritdoc/>
    /// <remarks>Whether the function is defined is known for certain only where the script is compiled; see <see cref="ScriptCompletion.IsMissing"/>.</remarks>
    public CompiledScript? CompileFunction(string source, string functionName, string name) =>
        source.Contains(functionName, StringComparison.Ordinal) ? Carry(source, functionName, name) : null;

    /// <inheritdoc/>
    public IScriptScope CreateScope(RunContext run) => new WorkerScope(this, run);

    /// <summary>What workers are told of a flow.</summary>
    public WorkerFlow Describe(AppDefinition app, FlowDefinition flow) =>
        _flows.GetValue(flow, key => new WorkerFlow(Interlocked.Increment(ref _lastFlow), app, key));

    /// <inheritdoc/>
    public void Dispose() => Pool.Dispose();

    private WorkerScript Carry(string source, string? function, string name)
    {
        if (_scripts.TryGetValue((source, function, name), out var known))
            return known;
        if (Interlocked.Add(ref _characters, source.Length + 256) > MaxCharacters)
        {
            _scripts.Clear();
            Interlocked.Exchange(ref _characters, source.Length + 256);
        }

        return _scripts.GetOrAdd((source, function, name), key => new WorkerScript(Interlocked.Increment(ref _lastScript), key.Name, key.Function, key.Text));
    }
}
