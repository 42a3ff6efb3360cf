using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

/// <summary>A compiled operand or command.</summary>
internal abstract class Expression(int position)
{
    public int Position { get; } = position;

    public abstract TemplateValue Evaluate(TemplateRun run, in TemplateValue dot);

    /// <summary>Evaluates as a later stage of a pipeline, with the value of the stage before as last argument.</summary>
    public virtual TemplateValue Apply(TemplateRun run, in TemplateValue dot, in TemplateValue piped)
    {
        run.Position = Position;
        throw new TemplateFaultException("only functions can take an argument");
    }
}
