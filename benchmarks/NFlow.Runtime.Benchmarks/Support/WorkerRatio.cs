using System.Diagnostics;
using System.Globalization;
using NFlow.Runtime.Benchmarks.Scripts;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>What worker processes cost, server and worker together: processor time and elapsed time of a run, medians of rounds that take turns.</summary>
internal static class WorkerRatio
{
    private const int Rounds = 7;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    public static async Task PrintAsync()
    {
        Console.WriteLine("| script | in-process, CPU µs | workers, CPU µs | difference | in-process, elapsed µs | workers, elapsed µs | difference |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var script in WorkerCost.Names)
        {
            var cost = new WorkerCost { Script = script };
            cost.Prepare();
            var results = new List<(Cost InProcess, Cost Worker)>();
            for (var round = 0; round <= Rounds; round++)
            {
                var result = (await MeasureAsync(cost, cost.InProcess), await MeasureAsync(cost, cost.Worker));
                // The first round compiles.
                if (round > 0)
                    results.Add(result);
            }

            cost.Clean();
            var (cpu, workerCpu) = (Median(results.Select(result => result.InProcess.Cpu)), Median(results.Select(result => result.Worker.Cpu)));
            var (elapsed, workerElapsed) = (Median(results.Select(result => result.InProcess.Elapsed)), Median(results.Select(result => result.Worker.Elapsed)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {script} | {cpu:F1} | {workerCpu:F1} | +{workerCpu - cpu:F0} | {elapsed:F1} | {workerElapsed:F1} | +{workerElapsed - elapsed:F0} |"));
        }
    }

    private static async Task<Cost> MeasureAsync(WorkerCost cost, Func<Task<object>> run)
    {
        using var process = Process.GetCurrentProcess();
        var (before, workerBefore, runs) = (process.TotalProcessorTime, cost.WorkerTime(), 0);
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < Round; runs++)
            await run();
        var elapsed = watch.Elapsed;
        process.Refresh();
        var cpu = process.TotalProcessorTime - before + cost.WorkerTime() - workerBefore;
        return new(cpu.TotalMicroseconds / runs, elapsed.TotalMicroseconds / runs);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private readonly record struct Cost(double Cpu, double Elapsed);
}
