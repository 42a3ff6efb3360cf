namespace NFlow.Runtime.Templating.Execution.Steps;

/// <summary>Where to go after a step.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
}
