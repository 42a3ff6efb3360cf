using System.Text.Json;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Sessions;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tracking;

/// <summary>Turns every executed node into an entry and puts it in line. Does nothing that could wait.</summary>
internal sealed class TrackerObserver : IRunObserver, ITracker
{
    private const string LogPart = "log-session";
    private const string LogIdKey = "log_id";
    private const string PositionKey = "order_box";
    private const string Html = "text/html";
    private const int ChunkLength = 16;
    private const int ChunkCharacters = 32 * 1024;

    private static readonly string HostName = Environment.MachineName;

    private readonly TrackerQueue _queue;
    private readonly TrackerWriter _writer;
    private readonly TrackerUpkeep _upkeep;
    private readonly TrackerOptions _options;
    private readonly TimeProvider _time;
    private readonly LogPositions _positions = new();

    public TrackerObserver(TrackerQueue queue, TrackerWriter writer, TrackerUpkeep upkeep, NFlowMeter meter, IOptions<TrackerOptions> options, TimeProvider time)
    {
        _queue = queue;
        _writer = writer;
        _upkeep = upkeep;
        _options = options.Value;
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
            return new(_queue.Count, _queue.Characters, _queue.Enqueued, _writer.Written, _queue.Dropped, _writer.Failed, _writer.Batches, _writer.Retries, _upkeep.Trimmed, error, at);
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
    }

    public void NodeCompleted(RunContext run, NodeReport report)
    {
        if (run.Tracked is not { } tracked)
            return;
        var entry = Describe(run, tracked, report);
        (tracked.Entries ??= new(4)).Add(entry);
        tracked.Characters += entry.Payload.Length;
        if (tracked.Entries.Count >= ChunkLength || tracked.Characters >= ChunkCharacters)
            HandOver(tracked);
    }

    public void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration)
    {
        if (run.Tracked is not { } tracked)
            return;
        run.Tracked = null;
        HandOver(tracked);
    }

    private void HandOver(TrackedRun tracked)
    {
        if (tracked.Entries is not { } entries)
            return;
        _queue.Add(entries, tracked.Characters);
        (tracked.Entries, tracked.Characters) = (null, 0);
    }

    /// <summary>The log the run belongs to: its parent's, its session's, or a new one that takes the run's own id in place of another random one.</summary>
    private TrackedRun Open(RunContext run)
    {
        if (run.Tracked is { } parent)
            return new TrackedRun(parent.LogId, parent.Position);

        var session = run.Session;
        var known = session.Has(LogPart) ? session.Get(LogPart, LogIdKey) : default;
        if (known.ValueKind == JsonValueKind.String)
            return Continue(session, known.GetString()!);

        var isKept = session.Id is not null || GetsSession(run.Request);
        var tracked = new TrackedRun(run.RunId, isKept ? _positions.Open(run.RunId, 0) : new LogPosition());
        WriteAlong(session, tracked);
        if (isKept)
            session.Write(LogPart, LogIdKey, JsonSerializer.SerializeToElement(tracked.LogId));
        return tracked;
    }

    private TrackedRun Continue(RunSession session, string logId)
    {
        var tracked = new TrackedRun(logId, _positions.Open(logId, ReadPosition(session)));
        WriteAlong(session, tracked);
        if (_options.AlwaysWritePosition)
            session.Write(LogPart, LogIdKey, JsonSerializer.SerializeToElement(logId));
        return tracked;
    }

    /// <summary>When the session is written anyway, it says which log it has and how far that has come.</summary>
    private static void WriteAlong(RunSession session, TrackedRun tracked) => session.BeforeWrite = written =>
    {
        written.Write(LogPart, LogIdKey, JsonSerializer.SerializeToElement(tracked.LogId));
        written.Write(LogPart, PositionKey, JsonSerializer.SerializeToElement(tracked.Position.Value));
    };

    private static int ReadPosition(RunSession session) =>
        session.Get(LogPart, PositionKey) is { ValueKind: JsonValueKind.Number } position && position.TryGetInt32(out var number) ? number : 0;

    private bool GetsSession(WorkflowRequest request) => _options.Sessions switch
    {
        LogSessions.Everybody => true,
        LogSessions.Browsers => request.FindHeader("Accept")?.Contains(Html, StringComparison.OrdinalIgnoreCase) ?? false,
        _ => false,
    };

    private TrackerEntry Describe(RunContext run, TrackedRun tracked, in NodeReport report)
    {
        var request = run.Request;
        return new TrackerEntry
        {
            LogId = tracked.LogId,
            BoxId = report.Node.Id,
            BoxName = report.Node.Name,
            BoxType = report.Node.Type,
            Url = request.Path,
            UserName = tracked.ReadUserName(run),
            ConnectionNext = report.Next?.Id ?? "",
            Duration = report.Duration,
            Created = _time.GetUtcNow(),
            OrderBox = tracked.Position.Next(),
            Payload = ReadPayload(report),
            Ip = request.RemoteAddress,
            RealIp = request.RemoteAddress,
            UserAgent = request.FindHeader("User-Agent") ?? "",
            QueryParam = request.QueryString,
            HostName = HostName,
            Host = request.Host,
        };
    }

    private string ReadPayload(in NodeReport report)
    {
        if (report.Error is { } error)
            return JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = error.Message });
        if (report.IsCancelled)
            return """{"error":"cancelled"}""";
        if (_options.MaxPayloadLength == 0)
            return "null";
        var payload = report.ReadPayload();
        if (payload.ValueKind == JsonValueKind.Undefined)
            return "null";
        var text = payload.GetRawText();
        return text.Length <= _options.MaxPayloadLength ? text : $$"""{"truncated":{{text.Length}}}""";
    }
}
