namespace NFlow.Runtime.Steps;

/// <summary>Says which service runs the nodes of a type. Registered in dependency injection by <c>AddStep</c>.</summary>
/// <param name="Type">Node type as authors write it in <c>data.type</c>.</param>
/// <param name="Resolve">Gets the step from the services of the run.</param>
internal sealed record StepRegistration(string Type, Func<IServiceProvider, IStep> Resolve);
