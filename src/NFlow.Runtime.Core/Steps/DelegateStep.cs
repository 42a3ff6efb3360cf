namespace NFlow.Runtime.Steps;

/// <summary>A step that is a function.</summary>
internal sealed class DelegateStep(Func<StepContext, CancellationToken, ValueTask<StepResult>> run) : IStep
{
    public ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => run(context, cancellationToken);
}
