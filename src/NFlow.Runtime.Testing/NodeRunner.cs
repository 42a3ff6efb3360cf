using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.Testing;

/// <summary>Runs one node outside its flow.</summary>
internal sealed class NodeRunner(IServiceProvider services, RunWatcher watcher, ScriptLog log)
{
    public async Task<NodeRun> RunAsync(string nameOrId, JsonElement payload, WorkflowRequest request, CancellationToken cancellationToken)
    {
        var app = await services.GetRequiredService<IAppCatalog>().GetAsync(cancellationToken).ConfigureAwait(false);
        var (flow, node) = Find(app, nameOrId);
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var form = new FormState();
            var response = new WorkflowResponse();
            var context = new RunContext(
                Guid.NewGuid().ToString(), app, flow, request, response, FrozenDictionary<string, string>.Empty,
                new RunSession(null, FrozenDictionary<string, string>.Empty, form), scope.ServiceProvider,
                new RunLogger(services.GetRequiredService<ILogger<NodeRunner>>()), isFork: false)
            { Aborted = cancellationToken };
            var run = new FlowRun(context, node, form, Payload.FromJson(payload), services.GetRequiredService<IScriptEngine>().CreateScope);
            watcher.RunStarted(context);
            try
            {
                run.Enter(node);
                var executor = ActivatorUtilities.CreateInstance<StepExecutor>(services);
                var outcome = await executor.ExecuteAsync(run, node, cancellationToken).ConfigureAwait(false);
                watcher.NodeCompleted(context, new NodeReport(node, outcome, TimeSpan.Zero));
                return new NodeRun(watcher.Of(context.RunId).Nodes.Last(), response, log.Of(context.RunId));
            }
            finally
            {
                await run.DisposeScopeAsync().ConfigureAwait(false);
                context.ReleaseItems();
            }
        }
    }

    private static (FlowDefinition Flow, NodeDefinition Node) Find(AppDefinition app, string nameOrId)
    {
        var found = app.Flows.SelectMany(flow => flow.Nodes.Select(node => (flow, node)))
            .Where(pair => pair.node.Id == nameOrId || pair.node.Name == nameOrId).ToArray();
        return found.Length switch
        {
            1 => found[0],
            0 => throw new WorkflowAssertionException($"The app has no node '{nameOrId}'. It has: {string.Join(", ", app.Flows.SelectMany(flow => flow.Nodes).Select(node => node.Name.Length == 0 ? node.Id : node.Name).Take(50))}."),
            _ => throw new WorkflowAssertionException($"The app has {found.Length} nodes '{nameOrId}'; name one by its id: {string.Join(", ", found.Select(pair => pair.node.Id))}."),
        };
    }
}
