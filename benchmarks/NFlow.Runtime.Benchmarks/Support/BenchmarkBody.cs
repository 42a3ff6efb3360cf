using System.Reflection;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>A benchmark that is set up. Dispose it to clean up after it.</summary>
internal sealed class BenchmarkBody : IAsyncDisposable
{
    private readonly object _instance;
    private readonly MethodInfo? _cleanup;
    private readonly Func<object> _run;

    public BenchmarkBody(object instance, MethodInfo method, MethodInfo? cleanup)
    {
        _instance = instance;
        _cleanup = cleanup;
        _run = method.CreateDelegate<Func<object>>(instance);
    }

    public async Task RunAsync()
    {
        if (_run() is Task running)
            await running;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cleanup?.Invoke(_instance, null) is Task cleaning)
            await cleaning;
    }
}
