using System.Text;
using System.Text.Json.Nodes;

namespace NFlow.Runtime.TestSupport;

/// <summary>Writes designer documents for tests: nodes with their data and wires.</summary>
public sealed class AppBuilder
{
    private readonly JsonObject _flows = [];
    private JsonObject _nodes = [];

    public AppBuilder() => Flow("Main");

    /// <summary>Begins a flow; later nodes belong to it.</summary>
    public AppBuilder Flow(string name)
    {
        _nodes = [];
        _flows[name] = new JsonObject { ["data"] = _nodes };
        return this;
    }

    public AppBuilder Starter(string id, string pattern, string? target, string method = "ANY", string? extra = null) =>
        Node(id, "starter", $$"""{"method":"{{method}}","urlpattern":"{{pattern}}"{{(extra is null ? "" : "," + extra)}}}""", target is null ? [] : [("output_1", target)]);

    /// <summary>A starter and a script behind it.</summary>
    public AppBuilder Script(string pattern, string code, string? extra = null)
    {
        var id = pattern.Trim('/').Replace('/', '.');
        return Starter($"{id}.0", pattern, $"{id}.1", extra: extra).Script($"{id}.1", code, []);
    }

    public AppBuilder Script(string id, string code, params (string Port, string Target)[] wires)
    {
        Node(id, "js", "{}", wires);
        _nodes[id]!["data"]!["code"] = code;
        return this;
    }

    public AppBuilder Node(string id, string type, string data = "{}", params (string Port, string Target)[] wires)
    {
        var fields = JsonNode.Parse(data)!.AsObject();
        fields["type"] = type;
        var outputs = new JsonObject();
        foreach (var (port, target) in wires)
            outputs[port] = new JsonObject { ["connections"] = new JsonArray(new JsonObject { ["node"] = target, ["output"] = "input_1" }) };
        _nodes[id] = new JsonObject { ["data"] = fields, ["outputs"] = outputs };
        return this;
    }

    public string Build() => new JsonObject { ["drawflow"] = _flows.DeepClone() }.ToJsonString();

    public byte[] BuildUtf8() => Encoding.UTF8.GetBytes(Build());
}
