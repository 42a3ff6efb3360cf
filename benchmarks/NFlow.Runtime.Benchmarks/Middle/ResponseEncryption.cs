using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Benchmarks.Support;

namespace NFlow.Runtime.Benchmarks.Middle;

/// <summary>What encrypting sensitive values of answers costs a run: off, searching an answer in which nothing is sensitive, and encrypting two of its values.</summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class ResponseEncryption
{
    private const string Harmless = "return c.JSON(200, { order: 4711, state: 'paid', lines: [{ item: 'book', price: 12.5 }, { item: 'pen', price: 1.25 }] });";
    private const string Sensitive = "return c.JSON(200, { order: 4711, state: 'paid', mail: 'ada@example.org', token: 'f3b1', lines: [{ item: 'book', price: 12.5 }] });";

    private BenchmarkHost _off = null!;
    private BenchmarkHost _on = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _off = NewHost(null);
        _on = NewHost(builder => builder.AddResponseEncryption(options => options.EncryptionKeys.Add("0123456789abcdef0123456789abcdef")));
    }

    [GlobalCleanup]
    public async Task Clean()
    {
        await _off.DisposeAsync();
        await _on.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public Task Off() => _off.GetAsync("/harmless");

    [Benchmark]
    public Task OnNothingSensitive() => _on.GetAsync("/harmless");

    [Benchmark]
    public Task OnTwoValuesEncrypted() => _on.GetAsync("/sensitive");

    private static BenchmarkHost NewHost(Action<INFlowBuilder>? build) =>
        new(new DesignerDocument().Workload("/harmless", [Harmless]).Workload("/sensitive", [Sensitive]), build);
}
