using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Clustering;

/// <summary>Keeps this instance in touch with the others: shows that it is alive, notices who is, and hands messages to those they concern.</summary>
internal sealed partial class ClusterNode(
    ClusterLink link,
    ClusterMembers members,
    ClusterQuestions questions,
    IEnumerable<IClusterHandler> handlers,
    IAppCatalog catalog,
    IOptions<ClusterOptions> options,
    TimeProvider time,
    ILogger<ClusterNode> logger) : IClusterListener, IDisposable
{
    private const string Hello = "hello";
    private const string Bye = "bye";
    private const string Answer = "answer";

    private readonly FrozenDictionary<string, IClusterHandler> _handlers = handlers.ToFrozenDictionary(handler => handler.Kind, StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task? _heartbeats;
    private IAsyncDisposable? _subscription;
    private bool _reachable = true;

    /// <summary>Joins the others. When they cannot be reached the host starts all the same, and joining is tried again with every heartbeat.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_heartbeats is not null || _stopping.IsCancellationRequested)
                return;
            _heartbeats = Task.Run(() => BeatAsync(joined, _stopping.Token), CancellationToken.None);
        }

        await joined.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves the others.</summary>
    public async Task StopAsync()
    {
        Task? heartbeats;
        lock (_lock)
            (heartbeats, _heartbeats) = (_heartbeats, null);
        if (heartbeats is null)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await heartbeats.ConfigureAwait(false);
        await TryAsync(token => link.SendAsync(Bye, token), CancellationToken.None).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _subscription, null) is { } subscription)
            await subscription.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask ReceiveAsync(ClusterMessage message, CancellationToken cancellationToken)
    {
        if (message.Sender == link.InstanceId || (message.Recipient is { } recipient && recipient != link.InstanceId))
            return;

        if (message.Kind == Bye)
        {
            members.Forget(message.Sender);
            InstanceLeft(logger, message.Sender);
            return;
        }

        if (members.Note(message.Sender))
        {
            InstanceJoined(logger, message.Sender);
            await TryAsync(token => link.SendAsync(Hello, token, recipient: message.Sender), cancellationToken).ConfigureAwait(false);
        }

        if (message.Kind == Answer)
            questions.Receive(message);
        else if (_handlers.TryGetValue(message.Kind, out var handler) && handler.Handle(message) is { } answer)
            await TryAsync(token => link.SendAsync(Answer, token, message.Sender, message.Correlation, answer), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whatever was announced meanwhile is lost; the one thing worth catching up on is a saved app.</summary>
    public void OnReconnected()
    {
        Reconnected(logger);
        catalog.Invalidate();
    }

    /// <summary>Ends the heartbeats of a node that was not stopped; the others notice by its silence.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task BeatAsync(TaskCompletionSource joined, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatPeriod, time);
        try
        {
            do
            {
                await TryAsync(SubscribeAndGreetAsync, cancellationToken).ConfigureAwait(false);
                joined.TrySetResult();
                foreach (var silent in members.ForgetSilent())
                    InstanceSilent(logger, silent);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping is how this loop ends.
            joined.TrySetResult();
        }
    }

    private async ValueTask SubscribeAndGreetAsync(CancellationToken cancellationToken)
    {
        _subscription ??= await link.SubscribeAsync(this, cancellationToken).ConfigureAwait(false);
        await link.SendAsync(Hello, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says once that the others cannot be reached, and once that they can be again.</summary>
    private async ValueTask TryAsync(Func<CancellationToken, ValueTask> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(cancellationToken).ConfigureAwait(false);
            if (!Interlocked.Exchange(ref _reachable, true))
                ReachableAgain(logger);
        }
        catch (StorageException exception)
        {
            if (Interlocked.Exchange(ref _reachable, false))
                Unreachable(logger, exception, exception.Message);
        }
    }

    [LoggerMessage(1821, LogLevel.Information, "Instance {Instance} has joined.", EventName = "InstanceJoined")]
    private static partial void InstanceJoined(ILogger logger, string instance);

    [LoggerMessage(1822, LogLevel.Information, "Instance {Instance} has left.", EventName = "InstanceLeft")]
    private static partial void InstanceLeft(ILogger logger, string instance);

    [LoggerMessage(1823, LogLevel.Warning, "Instance {Instance} has not been heard of for a while and counts as gone.", EventName = "InstanceSilent")]
    private static partial void InstanceSilent(ILogger logger, string instance);

    [LoggerMessage(1824, LogLevel.Warning, "Other instances cannot be reached; runs there can be neither listed nor killed from here: {Reason}", EventName = "ClusterUnreachable")]
    private static partial void Unreachable(ILogger logger, Exception exception, string reason);

    [LoggerMessage(1825, LogLevel.Information, "Other instances can be reached again.", EventName = "ClusterReachableAgain")]
    private static partial void ReachableAgain(ILogger logger);

    [LoggerMessage(1826, LogLevel.Information, "The connection to the other instances is back.", EventName = "ClusterReconnected")]
    private static partial void Reconnected(ILogger logger);
}
