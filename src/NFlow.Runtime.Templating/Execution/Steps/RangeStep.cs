using System.Runtime.CompilerServices;
using NFlow.Runtime.Templating.Execution.Expressions;
using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

/// <summary>Loops over lists, maps in the order of their keys, and integers.</summary>
/// <param name="pipeline">What to loop over.</param>
/// <param name="indexSlot">The variable for the index or key, or -1.</param>
/// <param name="elementSlot">The variable for the element, or -1.</param>
/// <param name="body">What to do for each element.</param>
/// <param name="otherwise">What to do when there is none.</param>
internal sealed class RangeStep(Expression pipeline, int indexSlot, int elementSlot, StepList body, StepList? otherwise) : Step
{
    public override Flow Execute(TemplateRun run, in TemplateValue dot)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        run.Step(pipeline.Position);
        var value = pipeline.Evaluate(run, dot);
        var any = value.Kind switch
        {
            ValueKind.List => OverList(run, value.List),
            ValueKind.Map => OverMap(run, value.Map),
            ValueKind.Integer => OverInteger(run, value),
            ValueKind.Missing or ValueKind.Null => false,
            _ => throw Refuse(run, $"range can't iterate over a value of type {value.TypeName}"),
        };
        return any || otherwise is null ? Flow.Next : otherwise.Execute(run, dot);
    }

    private bool OverList(TemplateRun run, TemplateList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (Iterate(run, TemplateValue.FromInteger(i, IntegerType.Int), list[i]) == Flow.Break)
                break;
        }

        return list.Count > 0;
    }

    private bool OverMap(TemplateRun run, TemplateMap map)
    {
        run.ChargeElements(map.Count);
        foreach (var (key, value) in map.Sorted)
        {
            if (Iterate(run, TemplateValue.FromText(key), value) == Flow.Break)
                break;
        }

        return map.Sorted.Count > 0;
    }

    private bool OverInteger(TemplateRun run, TemplateValue count)
    {
        if (indexSlot >= 0)
            throw Refuse(run, "range over an integer gives one variable only");
        for (var i = 0L; i < count.Integer; i++)
        {
            if (Iterate(run, TemplateValue.Missing, TemplateValue.FromInteger(i, count.IntegerType)) == Flow.Break)
                break;
        }

        return count.Integer > 0;
    }

    private Flow Iterate(TemplateRun run, in TemplateValue index, in TemplateValue element)
    {
        run.Step(pipeline.Position);
        if (elementSlot >= 0)
            run.SetVariable(elementSlot, element);
        if (indexSlot >= 0)
            run.SetVariable(indexSlot, index);
        return body.Execute(run, element);
    }

    private TemplateFaultException Refuse(TemplateRun run, string reason)
    {
        run.Position = pipeline.Position;
        return new TemplateFaultException(reason);
    }
}
