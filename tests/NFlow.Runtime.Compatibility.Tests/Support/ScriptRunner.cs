using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Compatibility.Tests.Support;

/// <summary>Runs one script through the engine, with the packages a test asks for.</summary>
internal sealed class ScriptRunner : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public ScriptRunner(string code, Action<INFlowBuilder> build)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        build(services.AddNFlowCore(options => options.TriggersFolder = "/nonexistent"));
        _provider = services.BuildServiceProvider();
        var app = new JsonObject
        {
            ["drawflow"] = new JsonObject
            {
                ["Main"] = new JsonObject
                {
                    ["data"] = new JsonObject
                    {
                        ["s"] = new JsonObject
                        {
                            ["data"] = new JsonObject { ["type"] = "starter", ["method"] = "ANY", ["urlpattern"] = "/run" },
                            ["outputs"] = new JsonObject { ["output_1"] = new JsonObject { ["connections"] = new JsonArray(new JsonObject { ["node"] = "n", ["output"] = "input_1" }) } },
                        },
                        ["n"] = new JsonObject { ["data"] = new JsonObject { ["type"] = "js", ["code"] = code }, ["outputs"] = new JsonObject() },
                    },
                },
            },
        };
        _provider.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", Encoding.UTF8.GetBytes(app.ToJsonString()), ""));
    }

    /// <summary>A script that answers an expression's value, or what it threw, as JSON.</summary>
    public static ScriptRunner ForExpression(string expression, Action<INFlowBuilder> build) =>
        new($"async function main(){{ let r; try {{ r = await ({expression}); }} catch (e) {{ r = String(e); }} c.String(200, JSON.stringify(r)); }}", build);

    public async Task<(RunReport Report, string Text)> RunAsync(CancellationToken cancellationToken = default)
    {
        var response = new WorkflowResponse();
        await using var scope = _provider.CreateAsyncScope();
        var report = await _provider.GetRequiredService<IWorkflowEngine>().RunAsync(new WorkflowRequest { Path = "/run" }, response, scope.ServiceProvider, cancellationToken);
        return (report, Encoding.UTF8.GetString(response.Body.Span));
    }

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
