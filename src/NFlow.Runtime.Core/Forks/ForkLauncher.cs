using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Forks;

/// <summary>Runs branches in the background: so many at a time, the others in line, each with its own copy of everything and its own service scope.</summary>
internal sealed partial class ForkLauncher(
    ProcessRegistry processes,
    RunDriver driver,
    IScriptEngine scripts,
    IServiceScopeFactory scopes,
    IOptions<NFlowOptions> options,
    ILogger<ForkLauncher> logger) : IForkLauncher, IDisposable
{
    private readonly NFlowOptions _options = options.Value;
    private readonly SemaphoreSlim _slots = new(options.Value.MaxConcurrentForks);
    private readonly Func<RunContext, IScriptScope> _createScope = scripts.CreateScope;
    private int _queued;

    public string Launch(FlowRun parent, NodeDefinition start, JsonElement payload) => Launch(parent, start, payload, out _);

    public FlowRun Detach(FlowRun parent, NodeDefinition start) => CreateBranch(parent, start, parent.Payload.ToJson());

    public string Launch(FlowRun parent, NodeDefinition start, JsonElement payload, out Task completion)
    {
        if (processes.IsStopping)
            throw new RunFailedException(new RunError(RunErrorKind.Stopping, "The server is stopping."));
        if (Interlocked.Increment(ref _queued) > _options.MaxQueuedForks + _options.MaxConcurrentForks)
        {
            Interlocked.Decrement(ref _queued);
            throw new RunFailedException(new RunError(RunErrorKind.Busy, $"Too many forks wait for their turn ({_options.MaxQueuedForks}, MaxQueuedForks)."));
        }

        var branch = CreateBranch(parent, start, payload);
        var handle = driver.Start(branch, CancellationToken.None);
        // The branch must not inherit the request's ambient state: it outlives the request.
        using (ExecutionContext.SuppressFlow())
            completion = Task.Run(() => RunAsync(branch, handle));
        return branch.Context.RunId;
    }

    public void Dispose() => _slots.Dispose();

    private FlowRun CreateBranch(FlowRun parent, NodeDefinition start, JsonElement payload)
    {
        var origin = parent.Context;
        var form = new FormState(_options.MaxSessionPartLength);
        form.ReadFrom(parent.Form.ToJson());
        var log = new RunLogger(logger, _options.Limits.MaxLogLength);
        var context = new RunContext(
            RunIds.New(), origin.App, origin.Flow, origin.Request.Detach(), new DiscardingResponse(log),
            origin.PathVariables, origin.Session.Copy(form), NoServices.Instance, log, isFork: true)
        {
            Tracked = origin.Tracked,
            ParentRunId = origin.RunId,
        };
        return new FlowRun(context, start, form, Payload.FromJson(payload.ValueKind == JsonValueKind.Undefined ? JsonElement.Parse("null") : payload.Clone()), _createScope);
    }

    private async Task RunAsync(FlowRun branch, RunHandle handle)
    {
        var outcome = RunOutcome.Cancelled;
        try
        {
            await _slots.WaitAsync(handle.Token).ConfigureAwait(false);
            try
            {
                var services = scopes.CreateAsyncScope();
                await using (services.ConfigureAwait(false))
                {
                    branch.Context.Services = services.ServiceProvider;
                    outcome = await driver.DriveAsync(branch, handle).ConfigureAwait(false);
                }
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException) when (handle.Token.IsCancellationRequested)
        {
            outcome = driver.Explain(RunOutcome.Cancelled, handle);
        }
#pragma warning disable CA1031 // A branch has no caller: what it throws can only be logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            outcome = RunOutcome.Failed(new RunError(RunErrorKind.Step, "The fork failed.") { Exception = exception });
        }
        finally
        {
            Interlocked.Decrement(ref _queued);
            await driver.FinishAsync(branch, handle, outcome).ConfigureAwait(false);
        }

        if (outcome.Error is { } error)
            ForkFailed(logger, error.Exception, branch.Context.RunId, branch.Context.Flow.Name, error.NodeId ?? "", error.Kind, error.Detail ?? error.Message);
    }

    [LoggerMessage(1301, LogLevel.Error, "Fork {RunId} of flow '{Flow}' failed at node {NodeId} with {ErrorKind}: {Detail}", EventName = "ForkFailed")]
    private static partial void ForkFailed(ILogger logger, Exception? exception, string runId, string flow, string nodeId, RunErrorKind errorKind, string detail);
}
