using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting.Jint;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>
/// Carries a run's host calls to the server. Until the server has taken a call up, the script's thread stands still and answers what
/// the server asks about the arguments.
/// </summary>
internal sealed class HostLink(FrameStream frames)
{
    /// <summary>Calls within calls: an argument's <c>toString</c> that calls a host function. The server ends a worker that goes far beyond.</summary>
    public const int MaxDepth = 32;

    private readonly ConcurrentDictionary<int, OpenCall> _open = new();
    private int _lastCall;
    private int _depth;

    /// <summary>Answers a fetch on the thread of a script that stands still in a call.</summary>
    public Action<byte[]> Fetch { get; set; } = static _ => { };

    /// <summary>Reads a host value.</summary>
    public HostValue Read(int index) => Make(index, null).GetAwaiter().GetResult();

    /// <summary>Calls a function whose value the script gets at once.</summary>
    public HostValue Call(int index, HostCall call) => Make(index, (JintHostCall)call).GetAwaiter().GetResult();

    /// <summary>Calls a function that may take its time.</summary>
    public ValueTask<HostValue> CallAsync(int index, HostCall call) => new(Make(index, (JintHostCall)call));

    /// <summary>Hands a frame to the call it belongs to; called by the thread that reads.</summary>
    public void Deliver(int call, ReceivedFrame frame)
    {
        if (_open.TryGetValue(call, out var open))
            open.Post(frame);
    }

    /// <summary>Settles a call that has returned already; called by the thread that reads.</summary>
    public void Settle(byte[] fields)
    {
        var frame = new FrameReader(fields);
        if (!_open.TryRemove(frame.Int(), out var call))
            return;
        try
        {
            call.Late.TrySetResult(Result(ref frame, call, frame.Choice(AnswerKind.Aborted)));
        }
        catch (Exception exception)
        {
            call.Late.TrySetException(exception);
        }
    }

    /// <summary>Forgets the calls of a run that has ended.</summary>
    public void Forget()
    {
        _open.Clear();
        _depth = 0;
    }

    private Task<HostValue> Make(int index, JintHostCall? arguments)
    {
        if (_depth >= MaxDepth)
            throw new HostCallException("Host functions are called within calls too deeply.");
        var call = new OpenCall(++_lastCall, arguments);
        _open[call.Id] = call;
        using (var frame = new FrameWriter(FrameKind.Call))
        {
            frame.Int(call.Id).Int(index);
            ArgumentFrames.Write(frame, arguments);
            frames.Write(frame);
        }

        _depth++;
        try
        {
            return Wait(call);
        }
        finally
        {
            _depth--;
        }
    }

    private Task<HostValue> Wait(OpenCall call)
    {
        while (true)
        {
            var received = call.Take();
            switch (received.Kind)
            {
                case FrameKind.ReadArgument:
                    ReadArgument(call, received.Fields);
                    break;
                case FrameKind.Fetch:
                    Fetch(received.Fields);
                    break;
                default:
                    return Finish(call, received.Fields);
            }
        }
    }

    private Task<HostValue> Finish(OpenCall call, byte[] fields)
    {
        var frame = new FrameReader(fields);
        frame.Int();
        var kind = frame.Choice(AnswerKind.Aborted);
        if (kind == AnswerKind.Later)
            return call.Late.Task;
        _open.TryRemove(call.Id, out _);
        var isOfTask = frame.Flag();
        try
        {
            return Task.FromResult(Result(ref frame, call, kind));
        }
        catch (Exception exception) when (isOfTask)
        {
            // What a task failed with is the promise's, not the call's.
            return Task.FromException<HostValue>(exception);
        }
    }

    private static HostValue Result(ref FrameReader frame, OpenCall call, AnswerKind kind)
    {
        switch (kind)
        {
            case AnswerKind.Value:
                return frame.Value();
            case AnswerKind.Error:
                throw new HostCallException(frame.Text());
            case AnswerKind.TypeError:
                throw new HostCallException(frame.Text(), isTypeError: true);
            case AnswerKind.ArgumentFailed when call.Failure is { } failure:
                ExceptionDispatchInfo.Throw(failure);
                throw failure;
            case AnswerKind.Aborted:
                throw new RunFailedException(new RunError(RunErrorKind.Step, "The run has failed."));
            default:
                throw new InvalidOperationException("The host function failed.");
        }
    }

    private void ReadArgument(OpenCall call, byte[] fields)
    {
        var request = new FrameReader(fields);
        request.Int();
        using var reply = new FrameWriter(FrameKind.Reply);
        reply.Int(request.Int());
        var mark = reply.Mark();
        try
        {
            ArgumentFrames.WriteForm(reply, call.Arguments!, request.Int(), request.Choice(ArgumentForm.Bytes), request.Text());
        }
        catch (Exception exception)
        {
            call.Failure = exception;
            reply.Rewind(mark);
            reply.Byte((byte)ReplyKind.Failed);
        }

        frames.Write(reply);
    }
}
