using System.Diagnostics;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Diagnostics;

/// <summary>A span per run and one per node, for whoever listens to <see cref="NFlowTelemetry.Name"/>. When nobody does, each call is one check.</summary>
internal sealed class RunTracing : IRunObserver
{
    public bool IsWatching => NFlowTelemetry.Source.HasListeners();

    public void RunStarted(RunContext run)
    {
        if (!IsWatching)
            return;

        var ambient = Activity.Current;
        var span = NFlowTelemetry.Source.StartActivity(NFlowTelemetry.RunSpan);
        if (span is null)
            return;

        run.RunSpan = span;
        span.DisplayName = $"run {run.Flow.Name}";
        if (span.IsAllDataRequested)
        {
            span.SetTag(NFlowTelemetry.AppTag, run.App.Name);
            span.SetTag(NFlowTelemetry.FlowTag, run.Flow.Name);
            span.SetTag(NFlowTelemetry.RunIdTag, run.RunId);
            span.SetTag(NFlowTelemetry.ForkTag, run.IsFork);
        }

        // A fork is started on its parent's thread, which goes on with its own span.
        if (run.IsFork)
            Activity.Current = ambient;
    }

    public void NodeStarted(RunContext run, NodeDefinition node)
    {
        if (run.RunSpan is not { } parent)
            return;

        run.NodeSpan = NFlowTelemetry.Source.StartActivity(NFlowTelemetry.NodeSpan, ActivityKind.Internal, parent.Context);
        if (run.NodeSpan is not { } span)
            return;

        span.DisplayName = $"node {node.Type}";
        if (span.IsAllDataRequested)
        {
            span.SetTag(NFlowTelemetry.FlowTag, node.FlowName);
            span.SetTag(NFlowTelemetry.NodeIdTag, node.Id);
            span.SetTag(NFlowTelemetry.NodeNameTag, node.Name);
            span.SetTag(NFlowTelemetry.NodeTypeTag, node.Type);
        }
    }

    public void NodeCompleted(RunContext run, NodeReport report)
    {
        if (run.NodeSpan is not { } span)
            return;

        run.NodeSpan = null;
        if (report.Port.Length > 0)
            span.SetTag(NFlowTelemetry.PortTag, report.Port);
        End(span, OutcomeNames.Of(report), report.Error);
    }

    public void RunEnded(RunContext run, RunOutcome outcome, TimeSpan duration)
    {
        if (run.RunSpan is not { } span)
            return;

        run.RunSpan = null;
        End(span, OutcomeNames.Of(outcome.Status), outcome.Error);
    }

    private static void End(Activity span, string outcome, RunError? error)
    {
        span.SetTag(NFlowTelemetry.OutcomeTag, outcome);
        if (error is not null)
        {
            // The message of a script error may quote what the script worked on; the kind does not.
            span.SetTag(NFlowTelemetry.ErrorTag, OutcomeNames.Of(error.Kind));
            span.SetStatus(ActivityStatusCode.Error, OutcomeNames.Of(error.Kind));
        }

        span.Dispose();
    }
}
