using System.Collections.Concurrent;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>
/// Every attack of <c>Attacks/Data</c> against the product's engine, in child processes: none may end or hang the process, swallow a
/// limit, use much more memory or time than its limits allow, or be noticed by the run that follows.
/// </summary>
[Category("Attacks")]
public sealed class AttackSuite
{
    public const string ChildArgument = "attack-child";

    private const int Children = 2;

    private const double MostMilliseconds = 6_000;

    /// <summary>The child may have a heap of 768 MB; what is above that is the runtime itself.</summary>
    private const double MostMegabytes = 1_024;

    private static readonly IReadOnlyList<Attack> Attacks = AttackFile.ReadAll();

    private static readonly Lazy<Task<ConcurrentDictionary<string, AttackResult>>> Results = new(RunAllAsync);

    private static IEnumerable<TestCaseData> Cases => Attacks.Select(attack => new TestCaseData(attack.ToString()).SetName($"Attack({attack})"));

    [TestCaseSource(nameof(Cases))]
    public async Task Attack(string name)
    {
        var attack = Attacks.Single(candidate => candidate.ToString() == name);
        var result = (await Results.Value)[name];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Ending, Is.Not.EqualTo("crash").And.Not.EqualTo("hang"), result.ToString());
            if (!attack.Expected.Contains("stopped"))
                Assert.That(attack.Expected, Does.Contain(result.Ending), result.ToString());
            Assert.That(result.Caught, Is.Empty, "the script caught or saw what it must not");
            Assert.That(result.Milliseconds, Is.LessThan(MostMilliseconds), "the attack was not stopped in time");
            Assert.That(result.PeakMegabytes, Is.LessThan(MostMegabytes), "the attack took too much memory");
            Assert.That(result.NormalScript, Is.EqualTo("[]"), "the next run must not notice");
            Assert.That(result.NormalMilliseconds, Is.LessThan(2_000), "the next run must be served at once");
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
            await File.WriteAllLinesAsync(report, results.Values.OrderBy(result => result.Name, StringComparer.Ordinal).Select(result =>
                $"{result.Name}\t{result.Ending}\t{result.Milliseconds:F0}ms\t{result.PeakMegabytes:F0}MB\t{string.Join(" ; ", result.Caught)}\t{result.NormalScript}\t{result.NormalMilliseconds:F0}ms\t{result.Message.ReplaceLineEndings(" ")}"));
        return results;
    }
}
