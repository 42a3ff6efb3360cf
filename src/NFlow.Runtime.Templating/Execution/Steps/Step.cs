using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

/// <summary>A compiled node.</summary>
internal abstract class Step
{
    public abstract Flow Execute(TemplateRun run, in TemplateValue dot);
}
