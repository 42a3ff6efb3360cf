using System.Diagnostics;
using System.Globalization;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>
/// As <see cref="CpuRatio"/>, but each benchmark in processes of its own. In one process, benchmark and baseline share the runtime's profile of the code they
/// both use, which makes a baseline that alone would be compiled for one use slower.
/// </summary>
internal static class CpuRatioApart
{
    private const int Processes = 3;

    /// <summary>Processor time, like what is measured: on a busy machine the compiler gets to its work late.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    /// <param name="filter">Part of a group's or method's name; empty for all.</param>
    public static async Task PrintAsync(string filter)
    {
        Console.WriteLine($"{TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm}, {WorkloadKit.Source}, a process for each");
        Console.WriteLine();
        Console.WriteLine("| group | benchmark | CPU µs | ratio |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var group in PreparedBenchmark.All().Where(benchmark => benchmark.ToString().Contains(filter, StringComparison.OrdinalIgnoreCase)).GroupBy(benchmark => benchmark.Group))
        {
            PreparedBenchmark[] benchmarks = [.. group];
            var results = benchmarks.Select(_ => new List<double>()).ToArray();
            for (var round = 0; round < Processes; round++)
                for (var i = 0; i < benchmarks.Length; i++)
                    results[i].Add(await MeasureInChildAsync(benchmarks[i].ToString()));
            var baseline = Array.FindIndex(benchmarks, benchmark => benchmark.IsBaseline);
            for (var i = 0; i < benchmarks.Length; i++)
            {
                var ratio = baseline < 0 ? "" : (CpuRatio.Median(results[i]) / CpuRatio.Median(results[baseline])).ToString("F2", CultureInfo.InvariantCulture);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {group.Key} | {benchmarks[i].Method} | {CpuRatio.Median(results[i]):F2} | {ratio} |"));
            }
        }
    }

    /// <summary>What the child does: measures one benchmark and prints its processor time in microseconds.</summary>
    public static async Task PrintOneAsync(string name)
    {
        await using var body = await PreparedBenchmark.All().Single(benchmark => benchmark.ToString() == name).PrepareAsync();
        using var process = Process.GetCurrentProcess();
        await RunAsync(body, process, Warm);
        GC.Collect();
        var (time, runs) = await RunAsync(body, process, Length);
        Console.WriteLine((time.TotalMicroseconds / runs).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<(TimeSpan Time, int Runs)> RunAsync(BenchmarkBody body, Process process, TimeSpan length)
    {
        process.Refresh();
        var start = process.TotalProcessorTime;
        for (var runs = 0; ;)
        {
            for (var i = 0; i < 20; i++, runs++)
                await body.RunAsync();
            process.Refresh();
            if (process.TotalProcessorTime - start is var time && time > length)
                return (time, runs);
        }
    }

    private static async Task<double> MeasureInChildAsync(string name)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(CpuRatioApart).Assembly.Location);
        start.ArgumentList.Add("--one");
        start.ArgumentList.Add(name);
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? double.Parse(output, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"'{name}' ended with {child.ExitCode}.");
    }
}
