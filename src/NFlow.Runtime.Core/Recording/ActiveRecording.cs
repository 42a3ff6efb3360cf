using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Recording;

/// <summary>A recording while its run or one of its forks still goes on. Thread-safe.</summary>
internal sealed class ActiveRecording(Recording recording, RecordingBudget budget, bool isAsked)
{
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private int _open;
    private bool _isAnswered;
    private bool _isTaken;

    /// <summary>Held by whoever reads or changes the recording.</summary>
    public Lock Sync { get; } = new();

    public RecordingBudget Budget => budget;

    /// <summary>Whether the client asked for it, and so it is written however the run ends.</summary>
    public bool IsAsked => isAsked;

    public string RunId => recording.Runs[0].Id;

    /// <summary>Name of its file.</summary>
    public string FileName => RecordingFolder.NameOf(RunId, recording.RecordedAt);

    /// <summary>A run that belongs to it has started.</summary>
    public RecordedRun Begin(RunContext context)
    {
        var run = new RecordedRun { Id = context.RunId, ParentId = context.ParentRunId };
        lock (Sync)
        {
            recording.Runs.Add(run);
            _open++;
        }

        return run;
    }

    /// <summary>Notes a visit of a node.</summary>
    public void Add(RecordedRun run, RecordedNode node)
    {
        lock (Sync)
            run.Nodes.Add(node);
        if (node.Payload is { } payload)
            budget.Spend(payload);
    }

    /// <summary>Notes values that must not be written.</summary>
    public void NoteSecret(string text)
    {
        lock (Sync)
            _secrets.Add(text);
    }

    /// <summary>A run that belongs to it has ended.</summary>
    /// <returns>True when it was the last.</returns>
    public bool End(RecordedRun run, RunOutcome outcome, RecordedResponse? response)
    {
        lock (Sync)
        {
            (run.Status, run.ErrorKind, run.Error) = (outcome.Status, outcome.Error?.Kind, outcome.Error?.Message);
            if (response is not null)
            {
                recording.Response = response;
                _isAnswered = true;
            }

            return --_open == 0 && _isAnswered;
        }
    }

    /// <summary>Takes what there is, once; null when somebody was faster.</summary>
    public (byte[] Json, bool HasFailed)? Take(RecordingMask mask)
    {
        lock (Sync)
        {
            if (_isTaken)
                return null;
            _isTaken = true;
            var hasFailed = recording.Runs.Any(run => run.Status == RunStatus.Failed);
            return (mask.Write(recording, _secrets), hasFailed);
        }
    }
}
