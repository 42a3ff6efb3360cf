namespace NFlow.Runtime.Templating.Parsing.Syntax;

internal sealed record BranchArm(Pipeline Condition, NodeList Body);
