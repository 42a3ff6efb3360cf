using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>The engine as a host gets it from <c>AddNFlowCore()</c>, with in-memory stores and logging that nobody reads. Runs are started through <see cref="IWorkflowEngine"/>.</summary>
internal sealed class BenchmarkHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IWorkflowEngine _engine;

    public BenchmarkHost(DesignerDocument app, Action<INFlowBuilder>? build = null, Action<NFlowOptions>? configure = null)
    {
        var services = new ServiceCollection().AddLogging();
        var builder = services.AddNFlowCore(options =>
        {
            options.TriggersFolder = "/nonexistent";
            configure?.Invoke(options);
        });
        build?.Invoke(builder);
        _services = services.BuildServiceProvider();
        _services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", app.ToUtf8(), ""));
        _engine = _services.GetRequiredService<IWorkflowEngine>();
    }

    public IServiceProvider Services => _services;

    public Task<WorkflowResponse> GetAsync(string path, string? sessionId = null) =>
        RunAsync(new WorkflowRequest { Path = path, SessionId = sessionId });

    /// <summary>Runs a request to its end.</summary>
    /// <exception cref="InvalidOperationException">The run failed: what was measured is not what was meant.</exception>
    public async Task<WorkflowResponse> RunAsync(WorkflowRequest request)
    {
        var response = new WorkflowResponse();
        var report = await _engine.RunAsync(request, response, _services, CancellationToken.None);
        return report.Outcome.Status is RunStatus.Completed or RunStatus.Waiting
            ? response
            : throw new InvalidOperationException($"{request.Path}: {report.Outcome.Status} {report.Outcome.Error?.Message} {report.Outcome.Error?.Detail}");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
