using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

/// <summary>A chain of fields.</summary>
internal sealed class FieldExpression(int position, Expression target, string[] names, bool hasArguments) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot) => Evaluate(run, dot, hasArguments);

    public override TemplateValue Apply(TemplateRun run, in TemplateValue dot, in TemplateValue piped) => Evaluate(run, dot, withArguments: true);

    private TemplateValue Evaluate(TemplateRun run, in TemplateValue dot, bool withArguments)
    {
        var value = target.Evaluate(run, dot);
        for (var i = 0; i < names.Length; i++)
        {
            if (value.Kind == ValueKind.Map && !(withArguments && i == names.Length - 1))
                value = value.Map.Get(names[i]);
            else if (value.Kind != ValueKind.Missing)
                throw Refuse(run, value, names[i]);
        }

        return value;
    }

    private TemplateFaultException Refuse(TemplateRun run, in TemplateValue value, string name)
    {
        run.Position = Position;
        return new TemplateFaultException(value.Kind switch
        {
            ValueKind.Map => $"{name} is not a function but has arguments",
            ValueKind.Null => $"null has no field {name}",
            _ => $"can't evaluate field {name} in a value of type {value.TypeName}",
        });
    }
}
