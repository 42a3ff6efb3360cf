using System.Text.Json;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Steps;

/// <summary>What a step may know: the node it runs for, the payload, and the run. It carries data; services come by constructor.</summary>
public sealed class StepContext
{
    internal StepContext(FlowRun run, NodeDefinition node)
    {
        FlowRun = run;
        Node = node;
    }

    /// <summary>The node the step runs for.</summary>
    public NodeDefinition Node { get; }

    /// <summary>What the author typed into the box, a JSON object.</summary>
    public JsonElement Data => Node.Data;

    /// <summary>What the previous step handed over, as JSON.</summary>
    public JsonElement Payload => FlowRun.Payload.ToJson();

    /// <summary>The run: its id, request, response, session and path variables.</summary>
    public RunContext Run => FlowRun.Context;

    /// <summary>Values captured from the path by <c>:name</c> segments of the route.</summary>
    public IReadOnlyDictionary<string, string> PathVariables => Run.PathVariables;

    /// <summary>The request that started the run.</summary>
    public WorkflowRequest Request => Run.Request;

    /// <summary>A logger whose scope names run, flow and node.</summary>
    public ILogger Logger => Run.HostLogger;

    internal FlowRun FlowRun { get; }

    /// <summary>Deserialises the payload.</summary>
    /// <typeparam name="T">Type to read.</typeparam>
    /// <returns>The object, or null when the payload is null.</returns>
    /// <exception cref="JsonException">The payload does not fit the type.</exception>
    public T? ReadPayload<T>() => Payload.Deserialize<T>(JsonSerializerOptions.Web);
}
