using NFlow.Runtime.Templating.Escaping.Escapers;
using NFlow.Runtime.Templating.Execution.Expressions;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

internal sealed class PrintStep(Expression value, EscaperChain escapers) : Step
{
    public override Flow Execute(TemplateRun run, in TemplateValue dot)
    {
        run.Step(value.Position);
        var result = value.Evaluate(run, dot);
        run.Position = value.Position;
        escapers.Write(run, result);
        return Flow.Next;
    }
}
