using NFlow.Runtime.Forks;

namespace NFlow.Runtime.Steps;

/// <summary>A <c>gorutine</c> node: starts <c>output_2</c> in the background and goes on at <c>output_1</c> at once.</summary>
internal sealed class ForkStep(IForkLauncher forks) : IStep
{
    private const string BranchPort = "output_2";

    /// <summary>Response header that names the branch's run.</summary>
    private const string BranchHeader = "Dromedary-Wid-2";

    public ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Node.Next(BranchPort) is { } branch)
        {
            var runId = forks.Launch(context.FlowRun, branch, context.Payload);
            if (!context.Run.IsFork)
                context.Run.Response.SetHeader(BranchHeader, runId);
        }

        return new(new StepResult(StepResult.DefaultPort, context.FlowRun.Payload));
    }
}
