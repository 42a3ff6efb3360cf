using BenchmarkDotNet.Running;
using NFlow.Runtime.Benchmarks;

if (args is ["--cpu"])
    await CpuRatio.PrintAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(SandboxCost).Assembly).Run(args);
