using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Forks;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Plugins;

/// <summary>The event sources that run in the background: each message becomes a branch of the run that started the source, one after the other.</summary>
internal sealed partial class EventSources(IForkLauncher forks, IOptions<PluginOptions> options, ILogger<EventSources> logger) : IStopParticipant, IAsyncDisposable
{
    private const string ExitField = "error_exit";
    private const string PortField = "next";

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];
    private bool _isDisposed;

    /// <summary>How many sources run now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _running.Count;
        }
    }

    /// <summary>Starts a source.</summary>
    /// <exception cref="RunFailedException">Too many sources run, or the host is stopping.</exception>
    public void Start(string plugin, Func<PluginEventContext, CancellationToken, IAsyncEnumerable<JsonElement>> source, FlowRun origin, NodeDefinition node, string port)
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested)
                throw new RunFailedException(new RunError(RunErrorKind.Stopping, "The server is stopping."));
            if (_running.Count >= options.Value.MaxEventSources)
                throw new RunFailedException(new RunError(RunErrorKind.Busy, $"Too many event sources run ({options.Value.MaxEventSources}, MaxEventSources)."));

            // The source outlives the request and must not inherit its ambient state.
            using (ExecutionContext.SuppressFlow())
            {
                var task = Task.Run(() => PumpAsync(plugin, source, origin, node, port));
                _running.Add(task);
                _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Ends all sources, when the host stops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_lock)
            running = [.. _running];
        await Task.WhenAll(running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void Forget(Task task)
    {
        lock (_lock)
            _running.Remove(task);
    }

    private async Task PumpAsync(string plugin, Func<PluginEventContext, CancellationToken, IAsyncEnumerable<JsonElement>> source, FlowRun origin, NodeDefinition node, string port)
    {
        var context = origin.Context;
        var token = _stopping.Token;
        var messages = 0L;
        LogStarted(logger, plugin, node.Id, context.Flow.Name);
        try
        {
            var start = new PluginEventContext(context.RunId, node.Data, origin.Payload.ToJson(), context.PathVariables, logger);
            await foreach (var message in source(start, token).WithCancellation(token).ConfigureAwait(false))
            {
                messages++;
                if (Field(message, ExitField).ValueKind != JsonValueKind.Undefined)
                    break;
                await DeliverAsync(origin, node, Port(message, port), message).ConfigureAwait(false);
            }

            LogEnded(logger, plugin, node.Id, messages);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            LogEnded(logger, plugin, node.Id, messages);
        }
        catch (RunFailedException ex) when (ex.Error.Kind == RunErrorKind.Stopping)
        {
            LogEnded(logger, plugin, node.Id, messages);
        }
#pragma warning disable CA1031 // A source has no caller: what it throws can only be logged.
        catch (Exception ex)
#pragma warning restore CA1031
        {
            LogFailed(logger, ex, plugin, node.Id, messages);
        }
    }

    private async Task DeliverAsync(FlowRun origin, NodeDefinition node, string port, JsonElement message)
    {
        if (node.Next(port) is not { } target)
        {
            LogNoPort(logger, node.Id, port);
            return;
        }

        try
        {
            forks.Launch(origin, target, message, out var completion);
            await completion.ConfigureAwait(false);
        }
        catch (RunFailedException ex) when (ex.Error.Kind == RunErrorKind.Busy)
        {
            LogBusy(logger, node.Id, ex.Error.Message);
        }
    }

    private static string Port(JsonElement message, string fallback) =>
        Field(message, PortField) is { ValueKind: JsonValueKind.String } next ? next.GetString()! : fallback;

    private static JsonElement Field(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var value) ? value : default;

    [LoggerMessage(EventId = 4201, EventName = "EventSourceStarted", Level = LogLevel.Information, Message = "Event source {Plugin} of node {NodeId} in flow '{Flow}' has started.")]
    private static partial void LogStarted(ILogger logger, string plugin, string nodeId, string flow);

    [LoggerMessage(EventId = 4202, EventName = "EventSourceEnded", Level = LogLevel.Information, Message = "Event source {Plugin} of node {NodeId} has ended after {Messages} messages.")]
    private static partial void LogEnded(ILogger logger, string plugin, string nodeId, long messages);

    [LoggerMessage(EventId = 4203, EventName = "EventSourceFailed", Level = LogLevel.Error, Message = "Event source {Plugin} of node {NodeId} failed after {Messages} messages.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string plugin, string nodeId, long messages);

    [LoggerMessage(EventId = 4205, EventName = "EventDropped", Level = LogLevel.Warning, Message = "A message of node {NodeId} is dropped: {Reason}")]
    private static partial void LogBusy(ILogger logger, string nodeId, string reason);

    [LoggerMessage(EventId = 4204, EventName = "EventWithoutPort", Level = LogLevel.Warning, Message = "A message of node {NodeId} names port {Port}, which leads nowhere; it is dropped.")]
    private static partial void LogNoPort(ILogger logger, string nodeId, string port);
}
