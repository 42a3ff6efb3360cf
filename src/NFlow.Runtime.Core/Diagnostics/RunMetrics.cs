using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Diagnostics;

/// <summary>Measures runs and nodes, for whoever listens to <see cref="NFlowTelemetry.Name"/>.</summary>
internal sealed class RunMetrics(NFlowMeter meter) : IRunObserver
{
    public bool IsWatching => meter.WorkflowDuration.Enabled || meter.NodeDuration.Enabled;

    public void NodeCompleted(RunContext run, NodeReport report)
    {
        if (meter.NodeDuration.Enabled)
            meter.NodeDuration.Record(
                report.Duration.TotalSeconds,
                new(NFlowTelemetry.NodeTypeTag, report.Node.Type),
                new(NFlowTelemetry.OutcomeTag, OutcomeNames.Of(report)));
    }

    public void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration)
    {
        if (meter.WorkflowDuration.Enabled)
            meter.WorkflowDuration.Record(
                duration.TotalSeconds,
                new(NFlowTelemetry.FlowTag, run.Flow.Name),
                new(NFlowTelemetry.OutcomeTag, OutcomeNames.Of(outcome.Status)));
    }
}
