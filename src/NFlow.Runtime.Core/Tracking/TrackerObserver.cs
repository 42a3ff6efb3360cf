using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.Tracking;

/// <summary>Notes every executed node and puts it in line. Does nothing that could wait, and as little as it can: entries are made in the background.</summary>
internal sealed class TrackerObserver : IRunObserver, ITracker
{
    private const string Html = "text/html";

    private static readonly byte[] Null = "null"u8.ToArray();
    private static readonly byte[] Cancelled = """{"error":"cancelled"}"""u8.ToArray();

    private readonly TrackerQueue _queue;
    private readonly TrackerWriter _writer;
    private readonly TrackerUpkeep _upkeep;
    private readonly IOptions<TrackerOptions> _options;
    private readonly TimeProvider _time;
    private readonly LogPositions _positions = new();

    public TrackerObserver(TrackerQueue queue, TrackerWriter writer, TrackerUpkeep upkeep, NFlowMeter meter, IOptions<TrackerOptions> options, TimeProvider time)
    {
        _queue = queue;
        _writer = writer;
        _upkeep = upkeep;
        _options = options;
        // Settings that make no sense are no matter of the first run.
        _ = options.Value;
        _time = time;
        meter.Meter.CreateObservableGauge("nflow.tracker.queued", () => queue.Count, "{entry}", "Tracker entries that wait to be written.");
        meter.Meter.CreateObservableCounter("nflow.tracker.written", () => writer.Written, "{entry}", "Tracker entries written.");
        meter.Meter.CreateObservableCounter("nflow.tracker.dropped", () => queue.Dropped, "{entry}", "Tracker entries dropped because too many waited.");
        meter.Meter.CreateObservableCounter("nflow.tracker.failed", () => writer.Failed, "{entry}", "Tracker entries given up because the store did not take them.");
        meter.Meter.CreateObservableCounter("nflow.tracker.retries", () => writer.Retries, "{batch}", "Times a batch of tracker entries was tried again.");
    }

    public TrackerStatistics Statistics
    {
        get
        {
            var (error, at) = _writer.Last;
            return new(_queue.Count, _queue.Bytes, _queue.Enqueued, _writer.Written, _queue.Dropped, _writer.Failed, _writer.Batches, _writer.Retries, _upkeep.Trimmed, error, at);
        }
    }

    public void RunStarted(RunContext run)
    {
        _writer.Start();
        _upkeep.Start();
        var tracked = Open(run);
        run.Tracked = tracked;
        if (run is { Request.Method: "GET", IsFork: false } && run.Starter?.ReadText("reset_order_box") == "true")
            tracked.Position.Restart();
        if (_queue.IsFull)
            tracked.Skip();
    }

    public void NodeCompleted(RunContext run, NodeReport report)
    {
        if (run.Tracked is not { } tracked)
            return;
        if (tracked.IsSkipped)
            tracked.AddSkipped();
        else if (tracked.Add(new(report.Node, report.Next, report.Duration, _time.GetUtcNow(), tracked.Position.Next(), tracked.ReadUserName(run), ReadPayload(report))))
            HandOver(tracked);
    }

    public void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration)
    {
        if (run.Tracked is not { } tracked)
            return;
        run.Tracked = null;
        HandOver(tracked);
        if (tracked.IsSkipped)
            _queue.Drop(tracked.TakeSkipped());
    }

    private void HandOver(TrackedRun tracked)
    {
        if (tracked.TryTake(out var chunk) && !_queue.Add(chunk))
            tracked.Skip();
    }

    /// <summary>The log the run belongs to: its parent's, its session's, or a new one that takes the run's own id in place of another random one.</summary>
    private TrackedRun Open(RunContext run)
    {
        if (run.Tracked is { } parent)
            return new TrackedRun(parent.LogId, parent.Position, run.Request);

        var session = run.Session;
        var known = session.Has(TrackedRun.LogPart) ? session.Get(TrackedRun.LogPart, TrackedRun.LogIdKey) : default;
        if (known.ValueKind == JsonValueKind.String)
            return Continue(run, known.GetString()!);

        var isKept = session.Id is not null || GetsSession(run.Request);
        var tracked = new TrackedRun(run.RunId, isKept ? _positions.Open(run.RunId, 0) : new LogPosition(), run.Request);
        session.Addition = tracked;
        if (isKept)
            session.Write(TrackedRun.LogPart, TrackedRun.LogIdKey, JsonSerializer.SerializeToElement(tracked.LogId));
        return tracked;
    }

    private TrackedRun Continue(RunContext run, string logId)
    {
        var session = run.Session;
        var tracked = new TrackedRun(logId, _positions.Open(logId, ReadPosition(session)), run.Request);
        session.Addition = tracked;
        if (_options.Value.AlwaysWritePosition)
            session.Write(TrackedRun.LogPart, TrackedRun.LogIdKey, JsonSerializer.SerializeToElement(logId));
        return tracked;
    }

    private static int ReadPosition(RunSession session) =>
        session.Get(TrackedRun.LogPart, TrackedRun.PositionKey) is { ValueKind: JsonValueKind.Number } position && position.TryGetInt32(out var number) ? number : 0;

    private bool GetsSession(WorkflowRequest request) => _options.Value.Sessions switch
    {
        LogSessions.Everybody => true,
        LogSessions.Browsers => request.FindHeader("Accept")?.Contains(Html, StringComparison.OrdinalIgnoreCase) ?? false,
        _ => false,
    };

    private byte[] ReadPayload(in NodeReport report)
    {
        if (report.Error is { } error)
            return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = error.Message });
        if (report.IsCancelled)
            return Cancelled;
        if (_options.Value.MaxPayloadLength == 0)
            return Null;
        var text = report.ReadPayloadText();
        return text.Length == 0 ? Null
            : text.Length <= _options.Value.MaxPayloadLength ? text
            : Encoding.UTF8.GetBytes($$"""{"truncated":{{text.Length}}}""");
    }
}
