using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

internal sealed class DotExpression(int position) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot) => dot;
}
