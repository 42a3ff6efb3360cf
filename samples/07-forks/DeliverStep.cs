using NFlow.Runtime.Steps;

namespace NFlow.Samples.Forks;

/// <summary>Node type <c>deliver</c>: the end of the branch.</summary>
internal sealed class DeliverStep(Letters letters) : IStep
{
    public ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        letters.Deliver(context.Payload.GetProperty("greeting").GetString()!);
        return new(StepResult.Next(context.Payload));
    }
}
