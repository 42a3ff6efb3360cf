using System.Collections.Concurrent;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>
/// Every attack of <c>Attacks/Data</c> against the product's engine, in child processes: each ends as its file says and within its
/// bounds, the host answers an honest run at once afterwards, and that run sees nothing of it.
/// </summary>
[Category("Attacks")]
public sealed class AttackSuite
{
    public const string ChildArgument = "attack-child";

    private const int Children = 2;

    private static readonly IReadOnlyList<Attack> Attacks = AttackFile.ReadAll();

    private static readonly Lazy<Task<ConcurrentDictionary<string, AttackResult>>> Results = new(RunAllAsync);

    private static IEnumerable<TestCaseData> Cases => Attacks.Select(attack => new TestCaseData(attack.ToString()).SetName($"Attack({attack})"));

    [TestCaseSource(nameof(Cases))]
    public async Task Attack(string name)
    {
        var attack = Attacks.Single(candidate => candidate.ToString() == name);
        var result = (await Results.Value)[name];

        Assert.That(result.IsAlive, Is.True, $"the process must live: {result}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(attack.Matches(result.Ending), Is.True, $"it must end with '{attack.Expected}', not '{result.Ending}' ({result.Detail})");
            Assert.That(result.Caught, Is.Empty, "the script caught or saw what it must not");
            Assert.That(result.AllocatedMegabytes, Is.LessThan(attack.Bounds.AllocatedMegabytes), "it allocated too much before it was stopped");
            Assert.That(result.PeakMegabytes, Is.LessThan(attack.Bounds.PeakMegabytes), "the process grew too much before it was stopped");
            Assert.That(result.CpuSeconds, Is.LessThan(attack.Bounds.CpuSeconds), "it took too much processor time before it was stopped");
            Assert.That(result.Aftermath, Is.EqualTo("[]"), "the next run must not notice");
            Assert.That(result.AftermathCpuSeconds, Is.LessThan(1), "the next run must be served at once");
            Assert.That(result.LostThreads, Is.Zero, "every thread must be stopped");
            Assert.That(result.TakenPlaces, Is.Zero, "every place must be given back");
        }
    }

    private static async Task<ConcurrentDictionary<string, AttackResult>> RunAllAsync()
    {
        var results = new ConcurrentDictionary<string, AttackResult>(StringComparer.Ordinal);
        var queue = new ConcurrentQueue<Attack>(Attacks);
        await Task.WhenAll(Enumerable.Range(0, Children).Select(_ => Task.Run(async () =>
        {
            using var process = new AttackProcess();
            while (queue.TryDequeue(out var attack))
                results[attack.ToString()] = await process.RunAsync(attack);
        })));
        if (Environment.GetEnvironmentVariable("NFLOW_ATTACK_REPORT") is { Length: > 0 } report)
            await File.WriteAllLinesAsync(report, Attacks.Select(attack => Line(results[attack.ToString()])));
        return results;
    }

    internal static string Line(AttackResult result) => string.Join('\t',
        result.Name, result.Ending, $"{result.AllocatedMegabytes:F0} MB", $"+{result.PeakMegabytes:F0} MB", $"{result.CpuSeconds:F1} s", string.Join(" ; ", result.Caught),
        result.Aftermath, $"{result.AftermathCpuSeconds:F2} s", result.LostThreads, result.TakenPlaces, result.Detail).ReplaceLineEndings(" ");
}
