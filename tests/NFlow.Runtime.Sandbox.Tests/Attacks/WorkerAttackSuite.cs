using System.Collections.Concurrent;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>
/// Every attack again, with scripts in worker processes. The host is this process: none may end or hang it, none may end otherwise
/// than in-process, and the run that follows must be served at once, by the same worker or by its successor.
/// </summary>
[Category("Attacks")]
public sealed class WorkerAttackSuite
{
    private const int Hosts = 2;

    private static readonly IReadOnlyList<Attack> Attacks = AttackFile.ReadAll();

    private static readonly Lazy<Task<ConcurrentDictionary<string, AttackResult>>> Results = new(RunAllAsync);

    private static IEnumerable<TestCaseData> Cases => Attacks.Select(attack => new TestCaseData(attack.ToString()).SetName($"WorkerAttack({attack})"));

    [TestCaseSource(nameof(Cases))]
    public async Task Attack(string name)
    {
        var attack = Attacks.Single(candidate => candidate.ToString() == name);
        var result = (await Results.Value)[name];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(attack.Matches(result.Ending) || IsLimit(result.Ending) || IsRefusal(attack, result.Ending), Is.True, $"it must end with '{attack.Expected}' or by a limit, not '{result.Ending}' ({result.Detail})");
            Assert.That(result.Caught, Is.Empty, "the script caught or saw what it must not");
            Assert.That(result.Aftermath, Is.EqualTo("[]"), "the next run must not notice");
        }
    }

    /// <summary>Here the host's times are short, and a worker may reach its memory before the script does.</summary>
    private static bool IsLimit(string ending) => ending.StartsWith("limit ", StringComparison.Ordinal);

    /// <summary>Only a worker compiles, so a script that is refused is refused when it is to run.</summary>
    private static bool IsRefusal(Attack attack, string ending) =>
        ending.StartsWith("throws ", StringComparison.Ordinal) && attack.Matches("refused " + ending["throws ".Length..]);

    private static async Task<ConcurrentDictionary<string, AttackResult>> RunAllAsync()
    {
        var results = new ConcurrentDictionary<string, AttackResult>(StringComparer.Ordinal);
        var queue = new ConcurrentQueue<Attack>(Attacks);
        await Task.WhenAll(Enumerable.Range(0, Hosts).Select(_ => Task.Run(async () =>
        {
            await using var world = new ScriptWorld(options =>
            {
                AttackRun.Tighten(options, AttackWorld.Usual);
                SharedWorld.Isolate(options, ScriptIsolation.Process);
                // A worker that had to be killed has a successor in waiting.
                options.Scripts.Preload = 2;
                options.Limits.ExecutionTime = TimeSpan.FromSeconds(3);
                options.Limits.RunDeadline = TimeSpan.FromSeconds(10);
            });
            await world.RunAsync(AttackRun.HonestScript);
            while (queue.TryDequeue(out var attack))
                results[attack.ToString()] = await AttackRun.RunAsync(world, new AttackRequest(attack.ToString(), attack.World, attack.Script));
        })));
        if (Environment.GetEnvironmentVariable("NFLOW_ATTACK_REPORT") is { Length: > 0 } report)
            await File.WriteAllLinesAsync(report + ".workers", Attacks.Select(attack => AttackSuite.Line(results[attack.ToString()])));
        return results;
    }
}
