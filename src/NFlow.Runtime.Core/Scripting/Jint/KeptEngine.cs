using Jint;
using Jint.Native;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// An engine of one flow that has run nothing but traceless scripts (<see cref="TracelessSyntax"/>), so that the next run finds it as a new one:
/// with the global names it was made with, and no object changed that it made. It keeps the scripts' functions, which saves making engine
/// and functions again. Used by one run at a time.
/// </summary>
internal sealed class KeptEngine(Engine engine, Options options, EngineQuota quota, FlowEngines shelf) : IDisposable
{
    /// <summary>An engine is replaced when its runs have allocated this much: what Jint may remember of the objects it has seen is less.</summary>
    private const long MaxAllocatedBytes = 8 << 20;

    private readonly GlobalSnapshot _clean = engine.Advanced.CaptureGlobalSnapshot();
    private readonly Dictionary<JintScript, JsValue> _functions = [];
    private readonly List<JintScript> _ran = [];
    private long _allocated;

    public Engine Engine => engine;

    /// <summary>What the engine was made with; settings changed meanwhile want another one.</summary>
    public Options Options => options;

    /// <summary>Traceless scripts of this run, in the order in which they ran.</summary>
    public IReadOnlyList<JintScript> Ran => _ran;

    /// <summary>Runs a traceless script.</summary>
    public JsValue Run(JintScript script)
    {
        _ran.Add(script);
        if (!_functions.TryGetValue(script, out var function))
            _functions[script] = function = engine.Evaluate(script.Traceless!.Closure);
        return engine.Call(function);
    }

    /// <summary>Makes the engine as it was before the run.</summary>
    /// <returns>False when it had better be replaced.</returns>
    public bool Restore(long allocated)
    {
        _allocated += allocated;
        if (_allocated > MaxAllocatedBytes)
            return false;
        _ran.Clear();
        engine.Advanced.RestoreGlobalSnapshot(_clean);
        engine.Advanced.HostDefined = null;
        return true;
    }

    /// <summary>Makes it available to the flow's next run.</summary>
    public void Return() => shelf.Return(this);

    /// <summary>Gives up the engine without touching it: a thread that was lost may still be in it.</summary>
    public void Abandon() => quota.Release();

    /// <inheritdoc/>
    public void Dispose()
    {
        quota.Release();
        engine.Dispose();
    }
}
