using NFlow.Runtime.Templating.Values;

namespace NFlow.Runtime.Templating.Execution.Steps;

internal sealed class JumpStep(Flow flow) : Step
{
    public override Flow Execute(TemplateRun run, in TemplateValue dot) => flow;
}
