using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

internal sealed class ConstantExpression(int position, TemplateValue value) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot) => value;
}
