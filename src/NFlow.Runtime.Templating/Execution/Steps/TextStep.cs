using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

internal sealed class TextStep(string text) : Step
{
    public override Flow Execute(TemplateRun run, in TemplateValue dot)
    {
        run.Output.Append(text);
        return Flow.Next;
    }
}
