using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting.Workers.Child;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>The script world of one run, which lives in a worker that the run has to itself from its first script to its end.</summary>
/// <remarks>
/// Invariants. W1: the worker is leased to at most one scope, and a scope has at most one worker. W2: a scope whose worker ended, whose
/// run passed a limit or was stopped runs nothing ever again. W3: nothing the worker says decides anything but this run's own outcome.
/// </remarks>
internal sealed partial class WorkerScope : IScriptScope
{
    /// <summary>How long a script may take to stop when it is told to.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly WorkerScriptEngine _owner;
    private readonly RunContext _run;
    private readonly HostCalls _calls;
    private readonly long _started;
    private readonly Lock _lock = new();
    private WorkerProcess? _worker;
    private TaskCompletionSource<ScriptCompletion>? _turn;
    private WorkerScript? _script;
    private WorkerPayload? _incoming;
    private Exception? _failure;
    private int _unsavedPayload;
    private long _stopTold;
    private bool _isSpent;
    private TimeSpan _processorTimeBefore;

    public WorkerScope(WorkerScriptEngine owner, RunContext run)
    {
        (_owner, _run) = (owner, run);
        _calls = new HostCalls(this, run, owner.Surface, owner.Limits);
        _started = owner.Time.GetTimestamp();
    }

    public ScriptLimits Limits => _owner.Limits;

    /// <summary>Fetches a value of the form state that lives in the worker.</summary>
    public Func<object, JsonElement> ToJsonOfValue => field ??= value => Fetch((WorkerValue)value);

    /// <inheritdoc/>
    public async ValueTask<ScriptCompletion> RunAsync(CompiledScript script, ScriptFrame frame, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is { } failure)
            throw failure;
        var worker = _worker ??= await BeginAsync(cancellationToken).ConfigureAwait(false);

        var turn = new TaskCompletionSource<ScriptCompletion>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Enter(cancellationToken);
        _script = (WorkerScript)script;
        _incoming = frame.Payload as WorkerPayload;
        lock (_lock)
        {
            // The worker may have ended between two nodes.
            if (_failure is not null)
                throw _failure;
            _turn = turn;
            NoteProgress();
        }

        SendRun(worker, _script, frame);
        var stop = cancellationToken.UnsafeRegister(static state => ((WorkerScope)state!).Stop(), this);
        await using (stop.ConfigureAwait(false))
            return await turn.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _worker, null) is not { } worker)
            return default;
        if (_turn is not null || _isSpent)
        {
            // A script may still be at work in it: only a new process is as good as new.
            worker.End(WorkerDeath.Retired);
        }
        else
        {
            using var end = new FrameWriter(FrameKind.End);
            worker.Send(end);
        }

        _owner.Pool.Return(worker);
        return default;
    }

    /// <summary>Sends a frame to the worker, if there is one.</summary>
    public void Send(FrameWriter frame) => _worker?.Send(frame);

    /// <summary>Takes what the worker sent. Called by the thread that listens to it.</summary>
    /// <exception cref="WorkerProtocolException">It is not allowed.</exception>
    public void Handle(FrameKind kind, byte[] fields)
    {
        NoteProgress();
        switch (kind)
        {
            case FrameKind.Call:
                _calls.Handle(fields);
                break;
            case FrameKind.Reply:
                TakeReply(fields);
                break;
            case FrameKind.Done:
                TakeDone(fields);
                break;
            case FrameKind.Log:
                TakeLine(fields);
                break;
            default:
                throw new WorkerProtocolException($"A frame of kind {kind} is not for the server.");
        }
    }

    /// <summary>What may come now, and how long it may be; negative for what must not come.</summary>
    public int MaxLength(FrameKind kind) => kind switch
    {
        FrameKind.Call when IsBusy => HostCalls.MaxLength,
        FrameKind.Reply when IsAsking => MaxReplyLength,
        FrameKind.Done when _turn is not null => 2 * _owner.Limits.MaxPayloadBytes + 64 * 1024,
        _ => -1,
    };

    /// <summary>The worker has ended: whatever the run waits for has failed.</summary>
    public void Fail(WorkerDeath death)
    {
        TaskCompletionSource<ScriptCompletion>? turn;
        lock (_lock)
        {
            _failure ??= _calls.CancellationToken.IsCancellationRequested
                ? new OperationCanceledException(_calls.CancellationToken)
                : _calls.Abort ?? new RunFailedException(death.Error);
            (turn, _turn) = (_turn, null);
        }

        if (death.Reason is not ("recycled" or "stopping"))
            LogWorkerDied(_run.Logger, _run.RunId, _run.Flow.Name, _run.Node?.Id, death.Reason, death.Error.Detail ?? death.Error.Message);
        turn?.TrySetException(_failure);
        FailReplies();
    }

    private async ValueTask<WorkerProcess> BeginAsync(CancellationToken cancellationToken)
    {
        var worker = await _owner.Pool.AcquireAsync(cancellationToken).ConfigureAwait(false);
        _processorTimeBefore = worker.ReadProcessorTime();
        NoteProgress();
        worker.Lease(this);
        if (worker.Death is { } death)
            Fail(death);
        var flow = _owner.Describe(_run.App, _run.Flow);
        worker.Introduce(flow);
        using var begin = new FrameWriter(FrameKind.Begin);
        worker.Send(begin.Int(flow.Id).Text(_run.RunId));
        return worker;
    }

    private void SendRun(WorkerProcess worker, WorkerScript script, ScriptFrame start)
    {
        worker.Introduce(script);
        using var frame = new FrameWriter(FrameKind.Run);
        frame.Int(script.Id).Int(TakeUnsaved());
        Refer(start.Payload).WriteTo(frame);
        frame.Text(start.Next).Int(start.Globals?.Count ?? 0);
        if (start.Globals is { } globals)
            foreach (var (name, value) in globals)
                frame.Text(name).Value(value);
        worker.Send(frame);
    }

    private PayloadReference Refer(Payload payload) => payload switch
    {
        WorkerPayload own when own.Scope == this => own.Reference,
        _ when ReferenceEquals(payload, Payload.Empty) => new(0, default, []),
        _ => new(0, JsonMarshal.GetRawUtf8Value(payload.ToJson()).ToArray(), []),
    };

    /// <summary>Tells the script to stop; the watchdog ends a worker that does not.</summary>
    private void Stop()
    {
        if (_turn is null || _worker is not { } worker)
            return;
        Volatile.Write(ref _stopTold, _owner.Time.GetTimestamp());
        using var frame = new FrameWriter(FrameKind.Cancel);
        worker.Send(frame);
    }

    private void TakeDone(byte[] fields)
    {
        var frame = new FrameReader(fields);
        object result = ReadDone(ref frame);
        frame.End();
        TaskCompletionSource<ScriptCompletion>? turn;
        lock (_lock)
        {
            (turn, _turn) = (_turn, null);
            Volatile.Write(ref _stopTold, 0);
            if (result is Exception failure and not ScriptException)
                _failure ??= failure;
        }

        // What the server itself knows of the run's end counts more than what the worker says.
        if (_calls.Abort is { } abort)
            result = _failure = abort;
        else if (result is Exception && _calls.CancellationToken.IsCancellationRequested)
            result = _failure = new OperationCanceledException(_calls.CancellationToken);
        if (result is Exception exception)
            turn!.TrySetException(exception);
        else
            turn!.TrySetResult((ScriptCompletion)result);
    }

    private object ReadDone(ref FrameReader frame)
    {
        var ending = frame.Choice(ScriptEnding.Stopped);
        switch (ending)
        {
            case ScriptEnding.Completed:
                var next = frame.Text(WorkerRun.MaxNextLength);
                var payload = new WorkerPayload(this, PayloadShape.Read(ref frame));
                if (frame.Flag())
                    _incoming?.Refresh(PayloadShape.Read(ref frame));
                return new ScriptCompletion(next, payload);
            case ScriptEnding.Missing:
                return new ScriptCompletion("", Payload.Empty) { IsMissing = true };
            case ScriptEnding.Failed:
                var message = frame.Text(MaxMessageLength);
                var (line, column) = (frame.Int(), frame.Int());
                return new ScriptException(message, _script!.Name, line, column, frame.Text(MaxMessageLength) is { Length: > 0 } stack ? stack : null);
            case ScriptEnding.Stopped when _calls.CancellationToken.IsCancellationRequested:
                return new OperationCanceledException(_calls.CancellationToken);
            case ScriptEnding.Stopped:
                throw new WorkerProtocolException("A script stopped that was not told to.");
            default:
                _isSpent = ending == ScriptEnding.Lost;
                return ReadLimit(ref frame);
        }
    }

    private static RunFailedException ReadLimit(ref FrameReader frame)
    {
        var kind = (RunErrorKind)frame.Byte();
        if (kind is not (RunErrorKind.Limit or RunErrorKind.Busy or RunErrorKind.Step or RunErrorKind.Script))
            throw new WorkerProtocolException($"A script does not end with {kind}.");
        return new RunFailedException(new RunError(kind, frame.Text(MaxMessageLength)) { Detail = frame.Text(MaxMessageLength) is { Length: > 0 } detail ? detail : null });
    }

    private void TakeLine(byte[] fields)
    {
        if (++_lines > MaxLines)
            throw new WorkerProtocolException("The worker logs without end.");
        var frame = new FrameReader(fields);
        var level = frame.Choice(ScriptLogLevel.Critical);
        LogLine(_run.Logger, (LogLevel)level, frame.Text(LineLogger<object>.MaxLength).ReplaceLineEndings(" "));
        frame.End();
    }
}
