using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

/// <summary>Something that parses but never makes sense; an error only when it is executed, as in Go.</summary>
internal sealed class RefusedExpression(int position, string reason) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot)
    {
        run.Position = Position;
        throw new TemplateFaultException(reason);
    }
}
