using System.Text.Json;
using NFlow.Runtime.Recording;

namespace NFlow.Runtime.Testing;

/// <summary>A run that a host with <c>AddRunRecorder</c> has recorded, to be replayed offline: nothing it asks of the outside is asked again. Immutable.</summary>
/// <example>
/// <code>
/// var recording = RunRecording.Load("run-20260131T101500-….json");
/// await recording.ReplayAsync();             // the recorded app: path, payloads and answer must be the same
/// await recording.ReplayAsync("app.json");   // a changed app: fails with the first thing that differs
/// </code>
/// </example>
public sealed class RunRecording
{
    private readonly Recording.Recording _recording;

    private RunRecording(Recording.Recording recording) => _recording = recording;

    /// <summary>Name of the app.</summary>
    public string AppName => _recording.App.Name;

    /// <summary>The start of the SHA-256 of the app's document, to tell versions apart.</summary>
    public string AppVersion => _recording.App.Version;

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt => _recording.RecordedAt;

    /// <summary>Id of the recorded run.</summary>
    public string RunId => Main.Id;

    /// <summary>The path as one line.</summary>
    public string Drawing => RecordedPath.Draw(Main);

    /// <summary>The calls that reached outside the run, in order, as <c>http.get("https://…")</c>.</summary>
    public IReadOnlyList<string> HostCalls => [.. _recording.Runs.SelectMany(run => run.Calls).Select(CallText.Of)];

    private RecordedRun Main => _recording.Runs[0];

    /// <summary>Reads a recording from a file.</summary>
    /// <param name="path">The file; a relative path is looked for in the working directory, then beside the test assembly.</param>
    /// <returns>The recording.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="JsonException">It is not a recording, or one of a newer format.</exception>
    public static RunRecording Load(string path)
    {
        var recording = RecordingFormat.Read(File.ReadAllBytes(WorkflowTestHost.Locate(path)));
        return recording.Runs.Count > 0 ? new RunRecording(recording) : throw new JsonException($"The recording '{path}' holds no run.");
    }

    /// <summary>Replays the run, and fails when anything differs: nodes, ports, payloads, host calls, outcome or answer, of the run or its forks.</summary>
    /// <param name="appFile">A designer document to replay against; null for the recorded app. Modules that do not lie beside the file are the recorded ones.</param>
    /// <param name="configure">Registers custom steps and plugins, which are then executed; those that are not registered give what was recorded.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The replay.</returns>
    /// <exception cref="WorkflowAssertionException">Something differs; the message shows both paths and the first differences.</exception>
    public async Task<RunReplay> ReplayAsync(string? appFile = null, Action<INFlowBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        var replay = await CompareAsync(appFile, configure, cancellationToken).ConfigureAwait(false);
        return replay.Differences.Count == 0 ? replay : throw new WorkflowAssertionException(replay.ToString());
    }

    /// <summary>Replays the run and says what differs.</summary>
    /// <param name="appFile">A designer document to replay against; null for the recorded app.</param>
    /// <param name="configure">Registers custom steps and plugins.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>The replay with its differences.</returns>
    public async Task<RunReplay> CompareAsync(string? appFile = null, Action<INFlowBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        var stage = new ReplayStage(_recording);
        await using (stage.ConfigureAwait(false))
        {
            var host = await stage.OpenAsync(appFile, configure).ConfigureAwait(false);
            var run = await host.Client.SendAsync(stage.Request(), cancellationToken).ConfigureAwait(false);
            await run.ForksAsync(cancellationToken).ConfigureAwait(false);
            return new RunReplay(run, Title, Drawing, [.. ReplayComparison.Compare(_recording, run, stage.Taps)]);
        }
    }

    private string Title => $"run {RunId} of app '{AppName}' (version {AppVersion}), recorded {RecordedAt:u}";
}
