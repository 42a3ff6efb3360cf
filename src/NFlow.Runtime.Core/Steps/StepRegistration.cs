namespace NFlow.Runtime.Steps;

/// <summary>Says which service runs the nodes of a type. Registered in dependency injection by <c>AddStep</c>.</summary>
/// <param name="Type">Node type as authors write it in <c>data.type</c>.</param>
/// <param name="Resolve">Gets the step from the services of the run.</param>
/// <param name="IsShared">Whether every run gets the same one, so that it need be asked for once; called after all services were registered.</param>
internal sealed record StepRegistration(string Type, Func<IServiceProvider, IStep> Resolve, Func<bool> IsShared);
