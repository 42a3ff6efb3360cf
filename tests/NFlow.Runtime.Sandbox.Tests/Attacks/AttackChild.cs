using System.Diagnostics;
using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>The process in which attacks run: one line of JSON in, one out, until its input ends.</summary>
internal static class AttackChild
{
    /// <summary>An honest script that would notice anything an earlier run left behind.</summary>
    public const string NormalScript = """
        function main() {
          const problems = [];
          const check = (name, ok) => { if (!ok) problems.push(name); };
          check('map', [1, 2].map(x => x * 2).join() === '2,4');
          check('spread', [...'ab', ...[1]].length === 3);
          check('json', JSON.stringify({ a: [1, 'x'] }) === '{"a":[1,"x"]}' && JSON.parse('{"a":1}').a === 1);
          check('replace', ' a b '.trim().replace(' ', '-') === 'a-b');
          check('call', (function () { return this.x; }).call({ x: 1 }) === 1);
          check('generator', [...(function* () { yield 1; })()][0] === 1);
          check('math', Math.max(1, 2) === 2);
          check('leaks', typeof leaked === 'undefined' && typeof leakedToo === 'undefined' && ({}).leaked === undefined && ({}).polluted === undefined);
          check('functions', !('leaked' in main) && !('leaked' in answer) && !('leaked' in new Date()) && !('leaked' in [].values()));
          check('symbols', globalThis[Symbol.for('leaked')] === undefined);
          check('extensible', (globalThis.own = 1) === 1 && Object.isExtensible(globalThis) && !Object.isFrozen(Object.prototype));
          check('template', (t => !('leaked' in t))((s => s)`a`));
          check('payload', JSON.stringify(payload) === '{}' && next === 'output_1');
          check('host', typeof later === 'function' && typeof block === 'function');
          answer(problems);
        }
        """;

    public static async Task<int> RunAsync()
    {
        await using var world = new ScriptWorld(Tighten);
        await world.RunAsync(NormalScript);
        while (Console.ReadLine() is { } line)
        {
            var request = JsonSerializer.Deserialize<AttackRequest>(line)!;
            ForgetMemoryOfEarlierAttacks();
            Console.WriteLine(JsonSerializer.Serialize(await RunAsync(world, request)));
        }

        return 0;
    }

    public static void Tighten(NFlowOptions options)
    {
        options.Limits.ExecutionTime = TimeSpan.FromSeconds(2);
        options.Limits.RunDeadline = TimeSpan.FromSeconds(3);
        options.Limits.MaxMemoryBytes = 64L << 20;
        options.Limits.MaxOperations = 2_000_000;
    }

    public static async Task<AttackResult> RunAsync(ScriptWorld world, AttackRequest request)
    {
        world.Probe.Caught.Clear();
        var started = Stopwatch.GetTimestamp();
        var outcome = await world.RunAsync(request.Script);
        var elapsed = Stopwatch.GetElapsedTime(started);
        string[] caught = [.. world.Probe.Caught];

        started = Stopwatch.GetTimestamp();
        var normal = await world.RunAsync(NormalScript);
        return new AttackResult(
            request.Name,
            Ending(outcome),
            outcome.Message,
            elapsed.TotalMilliseconds,
            Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0,
            caught,
            normal.Error is null ? normal.Body : normal.ToString(),
            Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Gives back what earlier attacks left, and starts the peak of the working set anew where the system lets us.</summary>
    private static void ForgetMemoryOfEarlierAttacks()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/clear_refs", "5");
    }

    public static string Ending(ScriptOutcome outcome) => outcome.Error switch
    {
        null when outcome.Outcome.Status is RunStatus.Completed or RunStatus.Waiting => "ends",
        RunErrorKind.Limit => (outcome.Outcome.Error!.Detail ?? "limit=unnamed").Split(' ')[0]["limit=".Length..].Split('(')[0].Trim(),
        RunErrorKind.Script => "error",
        var other => other?.ToString().ToLowerInvariant() ?? outcome.Outcome.Status.ToString().ToLowerInvariant(),
    };
}
