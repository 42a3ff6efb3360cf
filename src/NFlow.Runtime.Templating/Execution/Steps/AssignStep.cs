using NFlow.Runtime.Templating.Execution.Expressions;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

internal sealed class AssignStep(Expression value) : Step
{
    public override Flow Execute(TemplateRun run, in TemplateValue dot)
    {
        run.Step(value.Position);
        value.Evaluate(run, dot);
        return Flow.Next;
    }
}
