using System.Text;

namespace NFlow.Runtime.Testing;

/// <summary>A replayed run, beside what was recorded. Immutable.</summary>
public sealed class RunReplay
{
    private const int MaxShown = 10;

    private readonly string _title;
    private readonly string _recorded;

    internal RunReplay(WorkflowTestRun run, string title, string recorded, IReadOnlyList<string> differences)
    {
        Run = run;
        _title = title;
        _recorded = recorded;
        Differences = differences;
    }

    /// <summary>The replayed run.</summary>
    public WorkflowTestRun Run { get; }

    /// <summary>What differs, a sentence each, in the order in which it happened; empty when nothing does.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Differences.Count == 0 ? "The replay equals " : "The replay differs from ").Append(_title).Append('.')
            .Append("\n  recorded: ").Append(_recorded)
            .Append("\n  replayed: ").Append(Run.Drawing);
        foreach (var difference in Differences.Take(MaxShown))
            text.Append("\n  - ").Append(difference);
        if (Differences.Count > MaxShown)
            text.Append("\n  and ").Append(Differences.Count - MaxShown).Append(" more.");
        return text.ToString();
    }
}
