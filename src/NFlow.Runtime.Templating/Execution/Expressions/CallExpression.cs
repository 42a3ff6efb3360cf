using NFlow.Runtime.Templating.Execution.Functions;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

internal sealed class CallExpression(int position, BuiltinFunction function, Expression[] arguments) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot)
    {
        var values = arguments.Length == 0 ? [] : new TemplateValue[arguments.Length];
        return Call(run, dot, values);
    }

    public override TemplateValue Apply(TemplateRun run, in TemplateValue dot, in TemplateValue piped)
    {
        var values = new TemplateValue[arguments.Length + 1];
        values[^1] = piped;
        return Call(run, dot, values);
    }

    private TemplateValue Call(TemplateRun run, in TemplateValue dot, TemplateValue[] values)
    {
        run.Step(Position);
        if (values.Length < function.MinArguments || values.Length > function.MaxArguments)
            throw new TemplateFaultException($"wrong number of arguments for {function.Name}: got {values.Length}, want {function.Arity}");
        for (var i = 0; i < arguments.Length; i++)
            values[i] = arguments[i].Evaluate(run, dot);
        run.Position = Position;
        return function.Invoke(run, values);
    }
}
