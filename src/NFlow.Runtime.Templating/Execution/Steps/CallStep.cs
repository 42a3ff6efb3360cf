using NFlow.Runtime.Templating.Execution.Expressions;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

/// <summary><c>{{template}}</c></summary>
internal sealed class CallStep(int position, TemplateBody caller, TemplateBody callee, Expression? argument) : Step
{
    public override Flow Execute(TemplateRun run, in TemplateValue dot)
    {
        run.Step(position);
        var data = argument is null ? TemplateValue.Missing : argument.Evaluate(run, dot);
        run.Position = position;
        callee.Execute(run, caller.FrameSize, data);
        return Flow.Next;
    }
}
