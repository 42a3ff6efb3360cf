using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NFlow.Runtime.Benchmarks.Support;
using Perfolizer.Horology;

if (args is ["--apart", .. var part])
{
    await CpuRatioApart.PrintAsync(part.FirstOrDefault() ?? "");
    return;
}

if (args is ["--one", var name])
{
    await CpuRatioApart.PrintOneAsync(name);
    return;
}

if (args is ["--cpu", .. var filter])
{
    await CpuRatio.PrintAsync(filter.FirstOrDefault() ?? "");
    return;
}

if (args is ["--workers"])
{
    await WorkerRatio.PrintAsync();
    return;
}

// Three iterations of a tenth of a second in this process: wide error bars, but no build and no process per benchmark.
var config = args.Contains("--short")
    ? DefaultConfig.Instance.AddJob(Job.ShortRun.WithIterationTime(TimeInterval.FromMilliseconds(100)).WithToolchain(InProcessEmitToolchain.Instance))
    : DefaultConfig.Instance;
Console.WriteLine(WorkloadKit.Source);
string[] rest = [.. args.Where(argument => argument != "--short")];
BenchmarkSwitcher.FromAssembly(typeof(WorkloadKit).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, config);
