using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Recording;

/// <summary>Gives the runs that are to be recorded a tap, follows them and their forks, and writes what came of it. Thread-safe.</summary>
internal sealed partial class RunRecorder : IRunObserver, IStopParticipant, IDisposable
{
    /// <summary>Request header that asks for a recording.</summary>
    public const string TokenHeader = "X-NFlow-Record";

    /// <summary>Response header that names the recording.</summary>
    public const string FileHeader = "Nflow-Recording";

    private readonly ConcurrentDictionary<string, (ActiveRecording Recording, RecordedRun Run)> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _writing = [];
    private readonly RunRecorderOptions _options;
    private readonly NFlowOptions _runtime;
    private readonly RecordingFolder _folder;
    private readonly RecordingMask _mask;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly byte[] _token;
    private readonly CancellationTokenSource _stopping = new();
    private bool _hasWarned;

    public RunRecorder(IOptions<RunRecorderOptions> options, IOptions<NFlowOptions> runtime, TimeProvider time, ILogger<RunRecorder> logger)
    {
        _options = options.Value;
        _runtime = runtime.Value;
        _time = time;
        _logger = logger;
        _folder = new RecordingFolder(_options.Folder, _options.MaxFiles);
        _mask = new RecordingMask(_options.SecretNames);
        _token = Encoding.UTF8.GetBytes(_options.Token);
    }

    public void RunStarted(RunContext run)
    {
        if (run.IsFork)
            FollowFork(run);
        else if (AsksForRecording(run.Request) || _options.Mode != RunRecordingMode.OnRequest)
            Begin(run);
    }

    public void NodeCompleted(RunContext run, NodeReport report)
    {
        if (run.Tap is null || !_runs.TryGetValue(run.RunId, out var active) || active.Recording.Budget.IsExceeded)
            return;
        var payload = report.ReadPayload();
        active.Recording.Add(active.Run, new RecordedNode
        {
            Id = report.Node.Id,
            Name = report.Node.Name,
            Type = report.Node.Type,
            Port = report.Port,
            Payload = payload.ValueKind == System.Text.Json.JsonValueKind.Undefined ? null : payload.Clone(),
            IsWaiting = report.IsWaiting,
            Error = report.Error?.Message,
        });
    }

    public void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration)
    {
        if (run.Tap is null || !_runs.TryRemove(run.RunId, out var active))
            return;
        var response = run.IsFork ? null : RequestCapture.Response(run.Response);
        if (active.Recording.End(active.Run, outcome, response))
            Write(active.Recording);
        else if (!run.IsFork)
            Follow(WriteAfterForksAsync(active.Recording));
    }

    /// <summary>Writes what still waits for forks, and waits for what is being written.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_writing.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private bool AsksForRecording(WorkflowRequest request) =>
        _token.Length > 0
        && request.FindHeader(TokenHeader) is { Length: > 0 } given
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(_token));

    private void Begin(RunContext run)
    {
        if (_runtime.Scripts.Isolation == ScriptIsolation.Process && !Interlocked.Exchange(ref _hasWarned, true))
            WorkersKeepTheirClock(_logger);
        var isAsked = AsksForRecording(run.Request);
        var now = _time.GetUtcNow();
        var recording = new Recording
        {
            RuntimeVersion = typeof(RunRecorder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            RecordedAt = now,
            App = RequestCapture.App(run.App, _runtime),
            Request = RequestCapture.Request(run.Request),
            Session = RequestCapture.Session(run.Session),
            Response = new RecordedResponse(),
        };
        var budget = new RecordingBudget(_options.MaxBytes - run.App.Document.Length - run.Request.Body.Length);
        var active = new ActiveRecording(recording, budget, isAsked);
        if (isAsked)
            run.Response.SetHeader(FileHeader, RecordingFolder.NameOf(run.RunId, now));
        Tap(run, active);
    }

    private void FollowFork(RunContext run)
    {
        if (run.ParentRunId is { } parent && _runs.TryGetValue(parent, out var active))
            Tap(run, active.Recording);
    }

    private void Tap(RunContext run, ActiveRecording active)
    {
        var recorded = active.Begin(run);
        _runs[run.RunId] = (active, recorded);
        run.Tap = new RecordingTap(recorded, active, _mask);
    }

    private async Task WriteAfterForksAsync(ActiveRecording recording)
    {
        await Task.Delay(_options.ForkPatience, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        WriteNow(recording);
    }

    private void Write(ActiveRecording recording) => Follow(Task.Run(() => WriteNow(recording)));

    private void Follow(Task task)
    {
        _writing[task] = true;
        _ = task.ContinueWith(done => _writing.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void WriteNow(ActiveRecording active)
    {
        if (active.Budget.IsExceeded)
        {
            TooLarge(_logger, active.RunId, _options.MaxBytes);
            return;
        }

        try
        {
            if (active.Take(_mask) is not { } taken || (_options.Mode == RunRecordingMode.Failures && !active.IsAsked && !taken.HasFailed))
                return;
            Recorded(_logger, active.RunId, _folder.Write(active.FileName, taken.Json));
        }
#pragma warning disable CA1031 // Nobody waits for this: whatever goes wrong is logged, and the run it was about is over.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            NotWritten(_logger, exception, active.RunId, _options.Folder, exception.Message);
        }
    }

    [LoggerMessage(1711, LogLevel.Information, "Run {RunId} is recorded in {File}.", EventName = "RunRecorded")]
    private static partial void Recorded(ILogger logger, string runId, string file);

    [LoggerMessage(1712, LogLevel.Warning, "Run {RunId} needs more than {MaxBytes} bytes and is not recorded; raise MaxBytes of the recorder.", EventName = "RecordingTooLarge")]
    private static partial void TooLarge(ILogger logger, string runId, int maxBytes);

    [LoggerMessage(1714, LogLevel.Warning, "Scripts run in worker processes, whose clock and random values are not recorded: a replay of a run that uses them differs.", EventName = "RecordedWithoutClock")]
    private static partial void WorkersKeepTheirClock(ILogger logger);

    [LoggerMessage(1713, LogLevel.Error, "Run {RunId} could not be recorded in {Folder}: {Reason}", EventName = "RecordingNotWritten")]
    private static partial void NotWritten(ILogger logger, Exception exception, string runId, string folder, string reason);
}
