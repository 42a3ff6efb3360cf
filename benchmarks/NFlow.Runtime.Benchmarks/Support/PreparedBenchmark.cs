using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>One benchmark with its parameters, to be run by hand: by the test that keeps benchmarks from rotting, and by <see cref="CpuRatio"/>.</summary>
public sealed class PreparedBenchmark
{
    private readonly BenchmarkCase _case;

    private PreparedBenchmark(BenchmarkCase benchmark) => _case = benchmark;

    /// <summary>The class and its parameters: benchmarks of the same group are compared.</summary>
    public string Group => string.Join(
        ' ', [_case.Descriptor.Type.Name, .. _case.Parameters.Items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Name}={item.Value}"))]);

    public string Method => _case.Descriptor.WorkloadMethod.Name;

    public bool IsBaseline => _case.Descriptor.Baseline;

    /// <summary>Every benchmark of this assembly, with each value of its parameters.</summary>
    public static IEnumerable<PreparedBenchmark> All() =>
        from type in typeof(PreparedBenchmark).Assembly.GetTypes()
        where type.GetMethods().Any(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null)
        orderby type.Name
        from benchmark in BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases
        select new PreparedBenchmark(benchmark);

    /// <summary>Sets the benchmark up, runs it once and cleans up.</summary>
    public async Task RunOnceAsync()
    {
        await using var body = await PrepareAsync();
        await body.RunAsync();
    }

    internal async Task<BenchmarkBody> PrepareAsync()
    {
        var instance = Activator.CreateInstance(_case.Descriptor.Type)!;
        foreach (var parameter in _case.Parameters.Items)
            _case.Descriptor.Type.GetProperty(parameter.Name)!.SetValue(instance, parameter.Value);
        if (_case.Descriptor.GlobalSetupMethod?.Invoke(instance, null) is Task preparing)
            await preparing;
        return new BenchmarkBody(instance, _case.Descriptor.WorkloadMethod, _case.Descriptor.GlobalCleanupMethod);
    }

    public override string ToString() => $"{Group} {Method}";
}
