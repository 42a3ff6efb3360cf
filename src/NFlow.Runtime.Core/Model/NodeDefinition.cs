using System.Collections.Frozen;
using System.Text.Json;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Model;

/// <summary>One step of a flow as the designer drew it (a "box"). Immutable; safe to share between threads.</summary>
public sealed class NodeDefinition
{
    private FrozenDictionary<string, NodeDefinition> _next = FrozenDictionary<string, NodeDefinition>.Empty;

    internal NodeDefinition(string id, string flowName, string type, JsonElement data, FrozenDictionary<string, string> targets, IReadOnlyList<string> ports)
    {
        Id = id;
        FlowName = flowName;
        Type = type;
        Data = data;
        Targets = targets;
        Ports = ports;
        Name = ReadText("name_box");
        RequiresAuthentication = ReadFlag("nflow_auth", whenAbsent: false);
        JsonText = data.GetRawText();
    }

    /// <summary>The node's id, unique within its app.</summary>
    public string Id { get; }

    /// <summary>Name of the flow the node belongs to; may be empty.</summary>
    public string FlowName { get; }

    /// <summary>The node's type (<c>data.type</c>): <c>starter</c>, <c>js</c>, <c>gorutine</c>, … or the name of a custom step.</summary>
    public string Type { get; }

    /// <summary>What the author called the node (<c>data.name_box</c>); may be empty.</summary>
    public string Name { get; }

    /// <summary>Everything the author typed into the box, a JSON object.</summary>
    public JsonElement Data { get; }

    /// <summary><see cref="Data"/> as JSON text, kept so that it is not written again for each run.</summary>
    internal string JsonText { get; }

    /// <summary>The node's script once it was compiled; kept here so that a run needs no lookup.</summary>
    internal CompiledScript? CompiledScript { get; set; }

    /// <summary>The ports drawn on the node, wired or not, in document order.</summary>
    public IReadOnlyList<string> Ports { get; }

    /// <summary>Target node id by port name, for the ports that are wired.</summary>
    public IReadOnlyDictionary<string, string> Targets { get; }

    /// <summary>Whether <c>auth()</c> must agree before a run starts at this node (<c>data.nflow_auth</c> present and other than false).</summary>
    public bool RequiresAuthentication { get; }

    /// <summary>The node wired to a port.</summary>
    /// <param name="port">Port name, such as <c>output_1</c>.</param>
    /// <returns>The target, or null when the port does not exist, is not wired, or its target is missing from the flow.</returns>
    public NodeDefinition? Next(string port) => _next.GetValueOrDefault(port);

    /// <summary>A text field of <see cref="Data"/>.</summary>
    /// <param name="field">Field name.</param>
    /// <returns>The text, a number or boolean as text, or an empty string when the field is absent, null or an object.</returns>
    public string ReadText(string field) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(field, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => "",
            }
            : "";

    /// <summary>A yes/no field of <see cref="Data"/>, which the designer stores as a boolean or as text.</summary>
    /// <param name="field">Field name.</param>
    /// <param name="whenAbsent">Answer when the field is absent, null or empty.</param>
    /// <returns>False for <c>false</c> and <c>"false"</c>; true for anything else that is present.</returns>
    public bool ReadFlag(string field, bool whenAbsent) =>
        ReadText(field) is { Length: > 0 } text ? text != "false" : whenAbsent;

    internal void Connect(FrozenDictionary<string, NodeDefinition> next) => _next = next;

    /// <inheritdoc/>
    public override string ToString() => Name.Length == 0 ? $"{Type} {Id}" : $"{Type} {Id} ({Name})";
}
