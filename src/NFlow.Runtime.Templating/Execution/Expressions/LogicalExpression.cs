using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

/// <summary><c>and</c> and <c>or</c>, which evaluate no more arguments than they need.</summary>
internal sealed class LogicalExpression(int position, bool isOr, Expression[] arguments) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot)
    {
        if (arguments.Length == 0)
        {
            run.Position = Position;
            throw new TemplateFaultException($"wrong number of arguments for {(isOr ? "or" : "and")}: want at least 1");
        }

        TryDecide(run, dot, out var value);
        return value;
    }

    public override TemplateValue Apply(TemplateRun run, in TemplateValue dot, in TemplateValue piped) =>
        TryDecide(run, dot, out var value) ? value : piped;

    private bool TryDecide(TemplateRun run, in TemplateValue dot, out TemplateValue value)
    {
        value = default;
        run.Step(Position);
        foreach (var argument in arguments)
        {
            value = argument.Evaluate(run, dot);
            if (value.IsTruthy == isOr)
                return true;
        }

        return false;
    }
}
