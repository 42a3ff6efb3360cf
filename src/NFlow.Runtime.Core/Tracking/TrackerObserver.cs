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
        if (run.Tracked is { } tracked)
            _queue.TryAdd(Describe(run, tracked, report));
    }

    public void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration)
    {
        if (run.Tracked is not { } tracked)
            return;
        run.Tracked = null;
        if (tracked.EndsWithRun)
            _positions.Close(tracked.LogId);
    }

    /// <summary>The log the run belongs to: its session's, or a new one.</summary>
    private TrackedRun Open(RunContext run)
    {
        var session = run.Session;
        var isNew = !session.Has(LogPart) || session.Get(LogPart, LogIdKey) is not { ValueKind: JsonValueKind.String };
        // A new log takes the run's own id, in place of another random one.
        var logId = isNew ? run.RunId : session.Get(LogPart, LogIdKey).GetString()!;
        var mayWrite = !run.IsFork && (session.Id is not null || GetsSession(run.Request));
        var tracked = new TrackedRun(logId, _positions.Open(logId, isNew ? 0 : ReadPosition(session)), endsWithRun: isNew && !mayWrite && !run.IsFork);
        if (run.IsFork)
            return tracked;

        if (isNew)
            session.Note(LogPart, LogIdKey, JsonSerializer.SerializeToElement(logId));
        session.BeforeWrite = written =>
        {
            written.Write(LogPart, LogIdKey, JsonSerializer.SerializeToElement(logId));
            written.Write(LogPart, PositionKey, JsonSerializer.SerializeToElement(tracked.Position.Value));
        };
        if (mayWrite && (isNew || _options.AlwaysWritePosition))
            session.Write(LogPart, LogIdKey, JsonSerializer.SerializeToElement(logId));
        return tracked;
    }

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
        var payload = report.ReadPayload();
        if (payload.ValueKind == JsonValueKind.Undefined)
            return "null";
        var text = payload.GetRawText();
        return text.Length <= _options.MaxPayloadLength ? text : $$"""{"truncated":{{text.Length}}}""";
    }
}
