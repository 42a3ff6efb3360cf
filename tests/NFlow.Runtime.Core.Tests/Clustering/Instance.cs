using Microsoft.Extensions.Logging;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Tests.Clustering;

/// <summary>One runtime of several over a bus and a store they share. Its app has a run that lasts until it is killed.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Instance(IClusterBus bus, InMemoryStore store, TimeProvider time, string name)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton(time);
        services.AddSingleton(bus);
        services.AddSingleton(store);
        services.Configure<ClusterOptions>(options => options.InstanceName = name);
        services.AddNFlowCore(options => options.AppFreshness = TimeSpan.FromDays(1))
            .AddStep("endless", async (context, cancellationToken) =>
            {
                _entered.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return StepResult.Next(context.Payload);
            });
        services.AddSingleton<NFlow.Runtime.Scripting.IScriptEngine, NoScripts>();
        _provider = services.BuildServiceProvider();
    }

    public static AppDocument EndlessApp(string pattern) =>
        new("app", new AppBuilder().Starter("s", pattern, "e").Node("e", "endless").BuildUtf8(), "");

    public ICluster Cluster => _provider.GetRequiredService<ICluster>();

    public IClusterProcesses Processes => _provider.GetRequiredService<IClusterProcesses>();

    public IClusterApps Apps => _provider.GetRequiredService<IClusterApps>();

    public IAppCatalog Catalog => _provider.GetRequiredService<IAppCatalog>();

    public NFlowLifetime Lifetime => _provider.GetRequiredService<NFlowLifetime>();

    public Task StartAsync() => Lifetime.StartAsync(CancellationToken.None);

    /// <summary>Starts a run that does not end by itself.</summary>
    /// <returns>Its id, and what becomes of it.</returns>
    public async Task<(string RunId, Task<RunReport> Run)> BeginEndlessRunAsync(string path)
    {
        var run = _provider.GetRequiredService<IWorkflowEngine>()
            .RunAsync(new WorkflowRequest { Path = path }, new WorkflowResponse(), _provider, CancellationToken.None).AsTask();
        await Task.WhenAny(_entered.Task, run);
        return (_provider.GetRequiredService<IProcessRegistry>().List().Single().RunId, run);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
