using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Execution.Expressions;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

/// <summary><c>{{if}}</c> and <c>{{with}}</c>, which alone changes the dot.</summary>
internal sealed class BranchStep(bool isWith, (Expression Condition, StepList Body)[] arms, StepList? otherwise) : Step
{
    public override Flow Execute(TemplateRun run, in TemplateValue dot)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var (condition, body) in arms)
        {
            run.Step(condition.Position);
            var value = condition.Evaluate(run, dot);
            if (value.IsTruthy)
                return isWith ? body.Execute(run, value) : body.Execute(run, dot);
        }

        return otherwise?.Execute(run, dot) ?? Flow.Next;
    }
}
