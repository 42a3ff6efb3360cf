using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting.Workers.Child;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>Serves a run's host calls: the real functions, with the real run, on what the worker sent. Called by the thread that listens to the worker.</summary>
internal sealed partial class HostCalls(WorkerScope scope, RunContext run, HostSurface surface, ScriptLimits limits)
{
    /// <summary>Bytes one call may have: what an honest worker sends with a call, and the kinds of its arguments.</summary>
    public const int MaxLength = 128 * 1024;

    /// <summary>A worker counts operations in steps of this size, and each call is one: it may be this far beyond the limit when it notices.</summary>
    private const int OperationsPerCheck = 64;

    private int _calls;
    private int _reads;
    private int _nodes;
    private int _depth;
    private int _late;

    /// <summary>The token of the node that runs.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>Why a host function failed the run; null while none did.</summary>
    public RunFailedException? Abort { get; private set; }

    /// <summary>The call that is being taken up; 0 when none is.</summary>
    public int Current { get; private set; }

    /// <summary>Whether the script may be waiting for a host function.</summary>
    public bool AnyUnderWay => _depth > 0 || Volatile.Read(ref _late) > 0;

    /// <summary>A node begins.</summary>
    public void Enter(CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        _nodes++;
    }

    /// <summary>Takes up a call.</summary>
    /// <exception cref="WorkerProtocolException">There is no such function, or the worker calls more than an honest one could.</exception>
    public void Handle(byte[] fields)
    {
        if (_depth >= 2 * HostLink.MaxDepth)
            throw new WorkerProtocolException("Host functions are called within calls too deeply.");
        var frame = new FrameReader(fields);
        var (id, index, before) = (frame.Int(), frame.Int(), Current);
        if (id == 0 || index < 0 || index >= surface.Functions.Count + surface.Globals.Count)
            throw new WorkerProtocolException($"There is no host function {index}.");

        // A value is read at most once for each node.
        var isExcessive = index < surface.Functions.Count
            ? ++_calls > limits.MaxOperations + OperationsPerCheck
            : ++_reads > (long)surface.Globals.Count * (_nodes + 1);
        if (isExcessive)
            throw new WorkerProtocolException("The worker calls more host functions than its operations allow.");

        _depth++;
        Current = id;
        try
        {
            if (index < surface.Functions.Count)
                Call(surface.Functions[index], id, ref frame);
            else
                Read(surface.Globals[index - surface.Functions.Count], id);
        }
        finally
        {
            Current = before;
            _depth--;
        }
    }

    private void Read(HostGlobal global, int id)
    {
        try
        {
            Answer(id, global.Read(run), isOfTask: false);
        }
        catch (Exception exception) when (exception is not (WorkerProtocolException or WorkerGoneException))
        {
            Answer(id, global.Name, exception, isOfTask: false);
        }
    }

    private void Call(HostFunction function, int id, ref FrameReader frame)
    {
        var call = new WorkerHostCall(scope, run, function, id, ref frame);
        ValueTask<HostValue> task;
        try
        {
            if (function.Mode == HostFunctionMode.Synchronous)
            {
                Answer(id, function.Body!(call), isOfTask: false);
                return;
            }

            task = function.AsyncBody!(call, CancellationToken);
        }
        catch (Exception exception) when (exception is not (WorkerProtocolException or WorkerGoneException))
        {
            Answer(id, function.Name, exception, isOfTask: false);
            return;
        }
        finally
        {
            call.Close();
        }

        if (task.IsCompleted)
            Finish(function, id, task);
        else
            _ = FinishLaterAsync(function, id, task.AsTask());
    }

    private void Finish(HostFunction function, int id, ValueTask<HostValue> task)
    {
        try
        {
            Answer(id, task.GetAwaiter().GetResult(), isOfTask: true);
        }
        catch (Exception exception) when (exception is not (WorkerProtocolException or WorkerGoneException))
        {
            Answer(id, function.Name, exception, isOfTask: true);
        }
    }

    private async Task FinishLaterAsync(HostFunction function, int id, Task<HostValue> task)
    {
        Interlocked.Increment(ref _late);
        using (var answer = new FrameWriter(FrameKind.Answer))
            scope.Send(answer.Int(id).Byte((byte)AnswerKind.Later));
        using var late = new FrameWriter(FrameKind.Late);
        late.Int(id);
        var mark = late.Mark();
        try
        {
            late.Byte((byte)AnswerKind.Value).Value(await task.ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            late.Rewind(mark);
            Write(late, function.Name, exception);
        }

        scope.Send(late);
        Interlocked.Decrement(ref _late);
    }

    private void Answer(int id, HostValue value, bool isOfTask)
    {
        using var frame = new FrameWriter(FrameKind.Answer);
        scope.Send(frame.Int(id).Byte((byte)AnswerKind.Value).Flag(isOfTask).Value(value));
    }

    private void Answer(int id, string name, Exception exception, bool isOfTask)
    {
        using var frame = new FrameWriter(FrameKind.Answer);
        frame.Int(id);
        var mark = frame.Mark();
        Write(frame, name, exception);
        var kind = frame.Frame[mark];
        frame.Rewind(mark);
        frame.Byte(kind).Flag(isOfTask);
        if (exception is HostCallException)
            frame.Text(exception.Message);
        scope.Send(frame);
    }

    /// <summary>What a script may know of a failure; the rest is the log's, or the run's.</summary>
    private void Write(FrameWriter frame, string name, Exception exception)
    {
        switch (exception)
        {
            case HostCallException refusal:
                frame.Byte((byte)(refusal.IsTypeError ? AnswerKind.TypeError : AnswerKind.Error)).Text(refusal.Message);
                break;
            case ArgumentReadException:
                frame.Byte((byte)AnswerKind.ArgumentFailed);
                break;
            case RunFailedException failure:
                Abort ??= failure;
                frame.Byte((byte)AnswerKind.Aborted);
                break;
            case OperationCanceledException when CancellationToken.IsCancellationRequested:
                frame.Byte((byte)AnswerKind.Aborted);
                break;
            default:
                LogHostFailure(run.Logger, name, exception);
                frame.Byte((byte)AnswerKind.Failed);
                break;
        }
    }

    [LoggerMessage(1404, LogLevel.Error, "Host function {Function} failed.", EventName = "HostFunctionOfWorkerFailed")]
    private static partial void LogHostFailure(ILogger logger, string function, Exception exception);
}
