using NFlow.Runtime.Steps;

namespace NFlow.Runtime.Execution;

/// <summary>What became of one step: a result, an error, or neither because the run was cancelled.</summary>
internal readonly record struct StepOutcome(StepResult Result, RunError? Error, bool IsCancelled)
{
    public static StepOutcome Cancelled { get; } = new(default, null, true);

    public static StepOutcome Of(StepResult result) => new(result, null, false);

    public static StepOutcome Failed(RunError error) => new(default, error, false);
}
