using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

/// <summary>A template in one context, ready to run. Its steps are set once, after those that call it exist.</summary>
internal sealed class TemplateBody
{
    private StepList _steps = new([]);

    /// <summary>How many variables it uses at most.</summary>
    public int FrameSize { get; private set; }

    public void Complete(StepList steps, int frameSize)
    {
        _steps = steps;
        FrameSize = frameSize;
    }

    public void Execute(TemplateRun run, int callerFrameSize, in TemplateValue data)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var caller = run.EnterFrame(callerFrameSize, FrameSize, data);
        _steps.Execute(run, data);
        run.LeaveFrame(caller);
    }
}
