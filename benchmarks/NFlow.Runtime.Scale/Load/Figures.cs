using System.Diagnostics;

namespace NFlow.Runtime.Scale.Load;

/// <summary>Medians and work in parallel.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    /// <summary>Times each call by itself.</summary>
    /// <returns>Milliseconds per call: the median, and the fastest tenth, which other processes on the machine disturb least.</returns>
    public static async Task<(double Median, double Best)> TimeAsync(int calls, Func<int, Task> call)
    {
        var times = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await call(i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return (times[calls / 2], times[calls / 10]);
    }

    /// <summary>Processor time of this process per call, microseconds, and bytes allocated per call; the median of five rounds.</summary>
    public static async Task<(double Microseconds, double Bytes)> CostAsync(int calls, Func<Task> call)
    {
        var rounds = new List<(double Time, double Bytes)>();
        for (var round = 0; round < 6; round++)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var (time, bytes) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
            for (var i = 0; i < calls; i++)
                await call();
            process.Refresh();
            if (round > 0)
                rounds.Add(((process.TotalProcessorTime - time).TotalMicroseconds / calls, (double)(GC.GetTotalAllocatedBytes() - bytes) / calls));
        }

        return (Median(rounds.Select(cost => cost.Time)), Median(rounds.Select(cost => cost.Bytes)));
    }

    public static Task ForAllAsync(int count, int parallel, Func<int, Task> work) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (i, _) => await work(i));
}
