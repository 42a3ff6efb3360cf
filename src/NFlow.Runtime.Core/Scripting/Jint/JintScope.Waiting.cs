using Jint.Native;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>How a scope gets threads and places, and what it does while it has none.</summary>
internal sealed partial class JintScope
{
    /// <summary>How long a turn may overrun its time before its thread is given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Calls an asynchronous host function; the script gets a promise.</summary>
    public JsValue StartCall(HostFunction function, HostCall call)
    {
        Realm.HardenPromises();
        var promise = Engine.Advanced.RegisterPromise();
        _calls.Start(new PendingCall(function, promise, function.AsyncBody!(call, _cancellationToken)));
        return promise.Promise;
    }

    /// <summary>Calls a host function while the script stands still: its place is free meanwhile, its clock stopped.</summary>
    public HostValue WaitForCall(HostFunction function, HostCall call)
    {
        var task = function.AsyncBody!(call, _cancellationToken);
        if (task.IsCompleted)
            return task.GetAwaiter().GetResult();
        if (!owner.Threads.TryBlock())
            throw owner.Gate.Busy();

        Budget.EndTurn();
        owner.Gate.Exit();
        try
        {
            using var deadline = new CancellationTokenSource(RemainingTime(), owner.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _cancellationToken);
            var waited = task.AsTask();
            try
            {
                waited.Wait(either.Token);
            }
            catch (AggregateException)
            {
                // The task's own exception is thrown below, unwrapped.
            }
            catch (OperationCanceledException) when (!_cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
            {
                throw DeadlineExceeded();
            }

            return waited.GetAwaiter().GetResult();
        }
        finally
        {
            owner.Gate.Enter();
            owner.Threads.Unblock();
            Budget.ResumeTurn();
        }
    }

    private async ValueTask<ScriptCompletion> RunOnThreadAsync()
    {
        await ExecuteOnThreadAsync().ConfigureAwait(false);
        return IsSettled ? Complete() : await AwaitHostAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for host calls, without thread or place, until the script has its answer.</summary>
    private async ValueTask<ScriptCompletion> AwaitHostAsync()
    {
        _work = Resume;
        using var deadline = new CancellationTokenSource(RemainingTime(), owner.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _cancellationToken);
        while (!IsSettled)
        {
            run.Tap?.AwaitCall();
            try
            {
                await _calls.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!_cancellationToken.IsCancellationRequested)
            {
                throw _abort = DeadlineExceeded();
            }

            await ExecuteOnThreadAsync().ConfigureAwait(false);
        }

        return Complete();
    }

    /// <summary>One turn on a thread of its own, watched: a turn that cannot be stopped is answered all the same, and its thread counted as lost.</summary>
    private async ValueTask ExecuteOnThreadAsync()
    {
        await owner.Gate.EnterAsync(_cancellationToken).ConfigureAwait(false);
        var turn = owner.Threads.RunAsync(this);
        var stop = _cancellationToken.UnsafeRegister(static scope => ((JintScope)scope!).Budget?.Stop(), this);
        await using (stop.ConfigureAwait(false))
        {
            while (!turn.IsCompleted)
            {
                try
                {
                    await turn.WaitAsync(Grace + Grace, owner.Time).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    if (!IsOverdue())
                        continue;
                    _isLost = true;
                    Budget.Stop();
                    LogLostTurn(run.Logger, run.RunId, _script.Name);
                    owner.Threads.NoteLost(turn, owner.Gate.Exit);
                    throw _abort = LimitFailure.Create(new LimitExcess(LimitNames.Time, (long)owner.Limits.ExecutionTime.TotalMilliseconds, (long)Budget.ScriptTime.TotalMilliseconds));
                }
            }
        }

        owner.Gate.Exit();
    }

    private bool IsOverdue() =>
        Budget is { } budget && (budget.IsStopping || budget.ScriptTime > owner.Limits.ExecutionTime + Grace);

    private TimeSpan RemainingTime()
    {
        var remaining = owner.Limits.RunDeadline - owner.Time.GetElapsedTime(_started);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.FromTicks(1);
    }

    private RunFailedException DeadlineExceeded() => LimitFailure.Create(new LimitExcess(
        LimitNames.Deadline,
        (long)owner.Limits.RunDeadline.TotalMilliseconds,
        (long)owner.Time.GetElapsedTime(_started).TotalMilliseconds));

    [Microsoft.Extensions.Logging.LoggerMessage(1402, Microsoft.Extensions.Logging.LogLevel.Critical, "Run {RunId}: script {Script} could not be stopped; its thread is lost until it returns.", EventName = "ScriptThreadLost")]
    private static partial void LogLostTurn(Microsoft.Extensions.Logging.ILogger logger, string runId, string script);
}
