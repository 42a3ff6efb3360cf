using System.Diagnostics;
using System.Globalization;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>
/// Every benchmark in processor time rather than elapsed time, which a busy machine leaves alone: the benchmarks of a group take turns,
/// medians are compared with the group's baseline. Counts every thread of the process, so work moved to the background is not free.
/// </summary>
internal static class CpuRatio
{
    private const int Rounds = 7;
    private static readonly TimeSpan Warm = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(120);

    /// <param name="filter">Part of a group's or method's name; empty for all.</param>
    public static async Task PrintAsync(string filter)
    {
        Console.WriteLine($"{TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm}, {WorkloadKit.Source}");
        Console.WriteLine();
        Console.WriteLine("| group | benchmark | CPU µs | ratio | bytes |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var group in PreparedBenchmark.All().GroupBy(benchmark => benchmark.Group))
            if (group.Any(benchmark => benchmark.ToString().Contains(filter, StringComparison.OrdinalIgnoreCase)))
                await PrintGroupAsync([.. group]);
    }

    private static async Task PrintGroupAsync(PreparedBenchmark[] benchmarks)
    {
        var results = new List<CpuCost>[benchmarks.Length];
        for (var round = 0; round <= Rounds; round++)
            for (var i = 0; i < benchmarks.Length; i++)
            {
                var cost = await MeasureAsync(benchmarks[i], round == 0 ? Warm : Round);
                if (round == 0)
                    results[i] = [];
                else
                    results[i].Add(cost);
            }

        var baseline = Array.FindIndex(benchmarks, benchmark => benchmark.IsBaseline);
        for (var i = 0; i < benchmarks.Length; i++)
        {
            var ratio = baseline < 0 ? "" : Median(results[i].Zip(results[baseline], (own, other) => own.Microseconds / other.Microseconds)).ToString("F2", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {benchmarks[i].Group} | {benchmarks[i].Method} | {Median(results[i].Select(cost => cost.Microseconds)):F2} | {ratio} | {Median(results[i].Select(cost => cost.Bytes)):N0} |"));
        }
    }

    /// <summary>Set up anew for each turn, so that nothing another benchmark of the group does (listeners above all) is charged to this one.</summary>
    private static async Task<CpuCost> MeasureAsync(PreparedBenchmark benchmark, TimeSpan length)
    {
        await using var body = await benchmark.PrepareAsync();
        var warm = Stopwatch.StartNew();
        for (var i = 0; i < 20 || warm.Elapsed < length / 4; i++)
            await body.RunAsync();

        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var (time, bytes, runs) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), 0);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < length; runs++)
            await body.RunAsync();
        process.Refresh();
        return new((process.TotalProcessorTime - time).TotalMicroseconds / runs, (double)(GC.GetTotalAllocatedBytes() - bytes) / runs);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private readonly record struct CpuCost(double Microseconds, double Bytes);
}
