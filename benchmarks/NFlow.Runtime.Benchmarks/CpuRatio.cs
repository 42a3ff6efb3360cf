using System.Diagnostics;
using System.Globalization;

namespace NFlow.Runtime.Benchmarks;

/// <summary>The cost of the sandbox in processor time rather than elapsed time, which a busy machine leaves alone: rounds alternate, medians are compared.</summary>
internal static class CpuRatio
{
    private const int Rounds = 7;

    public static async Task PrintAsync()
    {
        Console.WriteLine("| script | bare engine, CPU µs | sandboxed, CPU µs | ratio | bare, bytes | sandboxed, bytes |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (script, runs) in new[] { ("hello", 20_000), ("loop", 200), ("join", 1_000), ("calls", 300) })
        {
            var cost = new SandboxCost { Script = script };
            cost.Prepare();
            var bare = new List<(double Time, long Bytes)>();
            var sandboxed = new List<(double Time, long Bytes)>();
            for (var round = 0; round <= Rounds; round++)
            {
                var first = await MeasureAsync(runs, () => Task.FromResult(cost.BareEngine()));
                var second = await MeasureAsync(runs, cost.Sandboxed);
                if (round == 0)
                    continue;
                bare.Add(first);
                sandboxed.Add(second);
            }

            var (before, after) = (Median(bare.Select(x => x.Time)), Median(sandboxed.Select(x => x.Time)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {script} | {before:F2} | {after:F2} | {after / before:F2} | {bare[^1].Bytes:N0} | {sandboxed[^1].Bytes:N0} |"));
        }
    }

    private static async Task<(double Time, long Bytes)> MeasureAsync(int runs, Func<Task<object>> run)
    {
        var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var (time, bytes) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        for (var i = 0; i < runs; i++)
            await run();
        process.Refresh();
        return ((process.TotalProcessorTime - time).TotalMicroseconds / runs, (GC.GetTotalAllocatedBytes() - bytes) / runs);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
