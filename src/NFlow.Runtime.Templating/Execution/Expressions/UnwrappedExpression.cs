using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

/// <summary>A pipeline of one stage that declares nothing and cannot recurse: the common case, kept short.</summary>
internal sealed class UnwrappedExpression(int position, Expression value) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot) => value.Evaluate(run, dot).Unwrap();
}
