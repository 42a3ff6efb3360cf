using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>What the server asks of a worker, and what the watchdog asks of the scope.</summary>
internal sealed partial class WorkerScope
{
    private const int MaxMessageLength = 8_000;

    private const int MaxLines = 200;

    /// <summary>How far an honest worker may be beyond a limit before it reports that itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>What a process holds beside its heap: code, stacks, the collector's own.</summary>
    private const long MemoryBesideHeap = 256L << 20;

    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, Question> _questions = new();
    private long _progress;
    private int _lastQuestion;
    private int _lines;

    /// <summary>Whether the worker has something to do that may call host functions.</summary>
    private bool IsBusy => _turn is not null || IsAsking;

    private bool IsAsking => !_questions.IsEmpty;

    private int MaxReplyLength => (int)Math.Min(
        int.MaxValue / 2,
        Math.Max(2L * _owner.Limits.MaxStringLength, Math.Max(_owner.Limits.MaxPayloadBytes, _owner.Limits.MaxResponseBytes)) + 64 * 1024);

    /// <summary>A payload as JSON.</summary>
    /// <exception cref="RunFailedException">The worker is gone, or the payload is beyond a limit.</exception>
    public JsonElement Fetch(PayloadReference reference) => Fetch(frame => reference.WriteTo(frame.Flag(true)));

    /// <summary>Makes the worker put a payload's members into its form state before it does anything else.</summary>
    public void SaveBeforeNext(int payload) => _unsavedPayload = payload;

    /// <summary>Asks the worker and waits. The listening thread listens itself; others are told by it.</summary>
    public ReceivedReply Ask(FrameKind kind, int call, Action<FrameWriter> write)
    {
        var question = new Question();
        var id = Interlocked.Increment(ref _lastQuestion);
        WorkerProcess worker;
        lock (_lock)
        {
            if (_failure is not null || _worker is null)
                throw _failure ?? new WorkerGoneException();
            worker = _worker;
            _questions[id] = question;
            if (_turn is null)
                NoteProgress();
        }

        using (var frame = new FrameWriter(kind))
        {
            frame.Int(call).Int(id);
            write(frame);
            worker.Send(frame);
        }

        if (worker.IsListening)
            worker.ListenUntil(() => question.IsAnswered);
        return question.Reply ?? throw _failure ?? new WorkerGoneException();
    }

    /// <summary>Whether the worker does what no honest one does; called by the watchdog.</summary>
    /// <returns>Why it must end; null when all is well.</returns>
    public WorkerDeath? FindExcess(WorkerProcess worker)
    {
        var limits = _owner.Limits;
        var running = _owner.Time.GetElapsedTime(_started);
        if (running > limits.RunDeadline + Grace)
            return WorkerDeath.PassedLimit(LimitNames.Deadline, Milliseconds(limits.RunDeadline), Milliseconds(running));

        var memory = worker.ReadMemory();
        if (memory > _owner.Pool.Options.MaxMemoryBytes + MemoryBesideHeap)
            return WorkerDeath.PassedLimit(LimitNames.WorkerMemory, _owner.Pool.Options.MaxMemoryBytes, memory);
        if (Volatile.Read(ref _stopTold) is var told and not 0 && _owner.Time.GetElapsedTime(told) > StopPatience)
            return WorkerDeath.DidNotStop;
        if (worker.MillisecondsWriting > WritePatience.TotalMilliseconds)
            return WorkerDeath.BrokeProtocol("The worker did not read what it was sent.");

        // Nobody but the script keeps the worker busy while no host call is under way.
        var silent = _owner.Time.GetElapsedTime(Volatile.Read(ref _progress));
        if (IsBusy && !_calls.AnyUnderWay && silent > limits.ExecutionTime + Grace)
            return WorkerDeath.PassedLimit(LimitNames.Time, Milliseconds(limits.ExecutionTime), Milliseconds(silent));
        // Whatever the worker says it waits for: this much work is not waiting.
        var worked = worker.ReadProcessorTime() - _processorTimeBefore;
        return worked > 2 * limits.ExecutionTime + Grace
            ? WorkerDeath.PassedLimit(LimitNames.Time, Milliseconds(limits.ExecutionTime), Milliseconds(worked))
            : null;
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private JsonElement Fetch(WorkerValue value) => Fetch(frame => frame.Flag(false).Text(value.Key));

    private JsonElement Fetch(Action<FrameWriter> what)
    {
        // In the middle of a call the script's thread answers, because the script world is its own as long as it stands still there.
        var call = _worker is { IsListening: true } ? _calls.Current : 0;
        var reply = Ask(FrameKind.Fetch, call, frame => what(frame.Int(TakeUnsaved())));
        try
        {
            return ReadJson(reply);
        }
        catch (WorkerProtocolException exception)
        {
            var death = WorkerDeath.BrokeProtocol(exception.Message);
            _worker?.End(death);
            throw new RunFailedException(death.Error);
        }
    }

    private JsonElement ReadJson(ReceivedReply reply)
    {
        var fields = reply.Open(out var kind);
        switch (kind)
        {
            case ReplyKind.Value:
                var json = ParseJson(fields.Bytes());
                fields.End();
                return json;
            case ReplyKind.Nothing:
                return default;
            default:
                throw ReadLimit(ref fields);
        }
    }

    /// <summary>JSON that a worker sent: well-formed, and no deeper than scripts may nest.</summary>
    public JsonElement ParseJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = _owner.Limits.MaxJsonDepth });
            var json = JsonElement.ParseValue(ref reader);
            return reader.BytesConsumed == text.Length ? json : throw new WorkerProtocolException("JSON is followed by something else.");
        }
        catch (JsonException)
        {
            throw new WorkerProtocolException("What should be JSON is not.");
        }
    }

    private int TakeUnsaved() => Interlocked.Exchange(ref _unsavedPayload, 0);

    private void NoteProgress() => Volatile.Write(ref _progress, _owner.Time.GetTimestamp());

    private void TakeReply(byte[] fields)
    {
        var frame = new FrameReader(fields);
        if (!_questions.TryRemove(frame.Int(), out var question))
            throw new WorkerProtocolException("A reply to nothing that was asked.");
        question.Answer(new ReceivedReply(fields));
    }

    private void FailReplies()
    {
        foreach (var id in _questions.Keys)
            if (_questions.TryRemove(id, out var question))
                question.Answer(null);
    }

    private sealed class Question
    {
        private readonly TaskCompletionSource<ReceivedReply?> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The reply, once it is there; null when the worker ended.</summary>
        public ReceivedReply? Reply => _reply.Task.GetAwaiter().GetResult();

        public bool IsAnswered => _reply.Task.IsCompleted;

        public void Answer(ReceivedReply? reply) => _reply.TrySetResult(reply);
    }

    [LoggerMessage(1433, LogLevel.Error, "Run {RunId} of flow '{Flow}': the worker process ended at node {NodeId} ({Reason}): {Detail}", EventName = "WorkerDied")]
    private static partial void LogWorkerDied(ILogger logger, string runId, string flow, string? nodeId, string reason, string detail);

    [LoggerMessage(EventId = 1434, EventName = "WorkerLine", Message = "{Text}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string text);
}
