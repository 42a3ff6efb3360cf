using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Expressions;

/// <summary>Stages of which each takes the value of the one before, and the variables that take the last.</summary>
internal sealed class PipelineExpression(int position, Expression[] stages, int[] targets) : Expression(position)
{
    public override TemplateValue Evaluate(TemplateRun run, in TemplateValue dot)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = stages[0].Evaluate(run, dot).Unwrap();
        for (var i = 1; i < stages.Length; i++)
            value = stages[i].Apply(run, dot, value).Unwrap();
        foreach (var target in targets)
            run.SetVariable(target, value);
        return value;
    }
}
