using System.Collections.Concurrent;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests;

/// <summary>One host per isolation for all tests that change no setting, because a host with worker processes takes a while to start.</summary>
internal sealed class SharedWorld : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<ScriptIsolation, Lazy<SharedWorld>> Worlds = new();

    private readonly ScriptWorld _world;
    private readonly SemaphoreSlim _turn = new(1);

    private SharedWorld(ScriptIsolation isolation) => _world = new ScriptWorld(options => Isolate(options, isolation));

    public static SharedWorld Of(ScriptIsolation isolation) => Worlds.GetOrAdd(isolation, key => new Lazy<SharedWorld>(() => new SharedWorld(key))).Value;

    /// <summary>Settings of a host that starts no more workers than a test needs.</summary>
    public static void Isolate(NFlowOptions options, ScriptIsolation isolation)
    {
        options.Scripts.Isolation = isolation;
        options.Scripts.Preload = 1;
        options.Scripts.Workers.MaxProcesses = 2;
    }

    public static async ValueTask StopAllAsync()
    {
        foreach (var world in Worlds.Values)
            await world.Value.DisposeAsync();
    }

    public async Task<ScriptOutcome> RunAsync(params string[] scripts)
    {
        await _turn.WaitAsync();
        try
        {
            return await _world.RunAsync(scripts);
        }
        finally
        {
            _turn.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return _world.DisposeAsync();
    }
}
