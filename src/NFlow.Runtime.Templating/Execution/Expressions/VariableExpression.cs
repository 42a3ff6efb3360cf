using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

internal sealed class VariableExpression(int position, int slot) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot) => run.GetVariable(slot);
}
