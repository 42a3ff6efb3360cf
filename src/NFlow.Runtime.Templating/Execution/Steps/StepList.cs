using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

internal sealed class StepList(Step[] steps)
{
    public Flow Execute(TemplateRun run, in TemplateValue dot)
    {
        foreach (var step in steps)
        {
            var flow = step.Execute(run, dot);
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }
}
