using NFlow.Runtime.Benchmarks.Support;

namespace NFlow.Runtime.Benchmarks.Tests;

/// <summary>Benchmarks are run by hand and rarely; here each is run once, so that none measures a failure. Figures are not looked at.</summary>
public sealed class EveryBenchmarkRuns
{
    [TestCaseSource(nameof(Benchmarks))]
    public Task Once(PreparedBenchmark benchmark) => benchmark.RunOnceAsync();

    [Test]
    public void GroupsThatAreComparedHaveOneBaseline() => Assert.That(
        PreparedBenchmark.All().GroupBy(benchmark => benchmark.Group).Select(group => group.Count(benchmark => benchmark.IsBaseline)),
        Is.All.LessThanOrEqualTo(1));

    private static IEnumerable<TestCaseData> Benchmarks() =>
        PreparedBenchmark.All().Select(benchmark => new TestCaseData(benchmark).SetName($"{{m}} {benchmark}"));
}
