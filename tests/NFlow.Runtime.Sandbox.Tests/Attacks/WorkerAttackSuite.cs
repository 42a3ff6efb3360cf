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
            if (!attack.Expected.Contains("stopped"))
                Assert.That(attack.Expected, Does.Contain(result.Ending), result.ToString());
            Assert.That(result.Caught, Is.Empty, "the script caught or saw what it must not");
            Assert.That(result.NormalScript, Is.EqualTo("[]"), "the next run must not notice");
        }
    }

    private static async Task<ConcurrentDictionary<string, AttackResult>> RunAllAsync()
    {
        var results = new ConcurrentDictionary<string, AttackResult>(StringComparer.Ordinal);
        var queue = new ConcurrentQueue<Attack>(Attacks);
        await Task.WhenAll(Enumerable.Range(0, Hosts).Select(_ => Task.Run(async () =>
        {
            await using var world = new ScriptWorld(options =>
            {
                AttackChild.Tighten(options);
                SharedWorld.Isolate(options, ScriptIsolation.Process);
                // A worker that had to be killed has a successor in waiting.
                options.Scripts.Preload = 2;
                options.Limits.RunDeadline = TimeSpan.FromSeconds(8);
            });
            await world.RunAsync(AttackChild.NormalScript);
            while (queue.TryDequeue(out var attack))
                results[attack.ToString()] = await AttackChild.RunAsync(world, new AttackRequest(attack.ToString(), attack.Script));
        })));
        if (Environment.GetEnvironmentVariable("NFLOW_ATTACK_REPORT") is { Length: > 0 } report)
            await File.WriteAllLinesAsync(report + ".workers", results.Values.OrderBy(result => result.Name, StringComparer.Ordinal).Select(result =>
                $"{result.Name}\t{result.Ending}\t{result.Milliseconds:F0}ms\t{string.Join(" ; ", result.Caught)}\t{result.NormalScript}\t{result.NormalMilliseconds:F0}ms\t{result.Message.ReplaceLineEndings(" ")}"));
        return results;
    }
}
