using System.Text.Json;
using NFlow.Runtime.Sandbox.Tests.HostFunctions;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>The process in which attacks run: one line of JSON in, one out, until its input ends.</summary>
internal sealed class AttackChild : IAsyncDisposable
{
    private readonly Dictionary<AttackWorld, ScriptWorld> _worlds = [];

    public static async Task<int> RunAsync()
    {
        await using var child = new AttackChild();
        await child.WorldAsync(AttackWorld.Usual);
        while (Console.ReadLine() is { } line)
        {
            var request = JsonSerializer.Deserialize<AttackRequest>(line)!;
            var world = await child.WorldAsync(request.World);
            if (request.World is not (AttackWorld.WholeHost or AttackWorld.Fuzz or AttackWorld.FuzzedHost))
                ProcessUsage.StartAnew();
            Console.WriteLine(JsonSerializer.Serialize(await AttackRun.RunAsync(world, request)));
        }

        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _worlds.Values)
            await world.DisposeAsync();
    }

    private async Task<ScriptWorld> WorldAsync(AttackWorld kind)
    {
        if (_worlds.TryGetValue(kind, out var known))
            return known;
        var world = _worlds[kind] = new ScriptWorld(options => AttackRun.Tighten(options, kind), kind is AttackWorld.WholeHost or AttackWorld.FuzzedHost ? WholeHost.Compose : null);
        await world.RunAsync(AttackRun.HonestScript);
        return world;
    }
}
