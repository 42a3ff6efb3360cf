using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Sandbox.Tests;

/// <summary>A host whose app is a chain of script nodes, run through the product's own door.</summary>
internal sealed class ScriptWorld : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ScriptWorld(Action<NFlowOptions>? configure = null, Action<INFlowBuilder>? build = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var builder = services.AddNFlowCore(configure);
        build?.Invoke(builder);
        services.AddSingleton<IHostApi>(Probe);
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    /// <summary>What scripts of this host tell the test.</summary>
    public ProbeApi Probe { get; } = new();

    /// <summary>Runs scripts one after the other as the nodes of one run.</summary>
    public Task<ScriptOutcome> RunAsync(params string[] scripts) => RunAsync(CancellationToken.None, scripts);

    public async Task<ScriptOutcome> RunAsync(CancellationToken cancellationToken, params string[] scripts)
    {
        Publish(scripts);
        return await RunPublishedAsync(cancellationToken);
    }

    /// <summary>Runs what was published last.</summary>
    public async Task<ScriptOutcome> RunPublishedAsync(CancellationToken cancellationToken)
    {
        var response = new WorkflowResponse();
        var report = await _services.GetRequiredService<IWorkflowEngine>()
            .RunAsync(new WorkflowRequest { Path = "/run" }, response, _services, cancellationToken);
        return new ScriptOutcome(report.Outcome, response);
    }

    /// <summary>Makes the scripts the app that the next run serves.</summary>
    public void Publish(params string[] scripts)
    {
        var nodes = new Dictionary<string, object> { ["s"] = Node("s", new { type = "starter", method = "GET", urlpattern = "/run" }, "n0") };
        for (var i = 0; i < scripts.Length; i++)
            nodes[$"n{i}"] = Node($"n{i}", new { type = "js", name_box = $"node {i}", code = scripts[i] }, i + 1 < scripts.Length ? $"n{i + 1}" : null);
        var app = new { drawflow = new Dictionary<string, object> { ["flow"] = new { data = nodes } } };
        var document = new AppDocument("app", JsonSerializer.SerializeToUtf8Bytes(app), "");
        _services.GetRequiredService<InMemoryStore>().Put(document);
        _services.GetRequiredService<Apps.IAppCatalog>().Invalidate();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static object Node(string id, object data, string? next) => new
    {
        id,
        data,
        outputs = new { output_1 = new { connections = next is null ? [] : new object[] { new { node = next, output = "input_1" } } } },
    };
}
