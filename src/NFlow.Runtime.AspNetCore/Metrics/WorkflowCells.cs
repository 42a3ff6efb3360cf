using NFlow.Runtime.Diagnostics;

namespace NFlow.Runtime.AspNetCore.Metrics;

/// <summary>Runs: counted, the failed ones too, and timed.</summary>
internal sealed class WorkflowCells(bool detailed) : IInstrumentCells
{
    private readonly HistogramCell _durations = new();
    private readonly DurationCells? _byFlow = detailed
        ? new DurationCells("nflow_flow_duration_seconds", "How long runs took, by flow and outcome.", NFlowTelemetry.FlowTag, NFlowTelemetry.OutcomeTag)
        : null;

    private long _failed;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _durations.Record(value);
        _byFlow?.Record(value, tags);
        if (DurationCells.Find(tags, NFlowTelemetry.OutcomeTag) is "failed")
            Interlocked.Increment(ref _failed);
    }

    public void Write(PrometheusText text)
    {
        text.Single("nflow_workflows_total", "counter", "Runs that have ended.", _durations.Cumulate()[^1]);
        text.Single("nflow_workflows_errors_total", "counter", "Runs that have failed.", Interlocked.Read(ref _failed));
        text.Family("nflow_workflow_duration_seconds", "histogram", "How long runs took.");
        text.Histogram("nflow_workflow_duration_seconds", "", _durations);
        _byFlow?.Write(text);
    }
}
