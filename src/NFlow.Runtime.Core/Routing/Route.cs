using NFlow.Runtime.Model;

namespace NFlow.Runtime.Routing;

/// <summary>One entry point of an app.</summary>
/// <param name="Method">HTTP method, upper case, or <c>ANY</c>.</param>
/// <param name="Pattern">Path pattern; <c>:name</c> segments capture.</param>
/// <param name="Flow">The flow it starts.</param>
/// <param name="Starter">The starter node.</param>
public sealed record Route(string Method, string Pattern, FlowDefinition Flow, NodeDefinition Starter)
{
    /// <summary>The method that stands for every method.</summary>
    public const string AnyMethod = "ANY";
}
