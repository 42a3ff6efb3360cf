using System.Text.Json;
using System.Text.Json.Nodes;

namespace NFlow.Runtime.Benchmarks.Support;

/// <summary>Writes designer documents: flows of nodes, nodes with wires.</summary>
internal sealed class DesignerDocument
{
    private readonly JsonObject _flows = [];
    private JsonObject _nodes = [];

    public DesignerDocument() => Flow("Main");

    /// <summary>Begins a flow; later nodes belong to it.</summary>
    public DesignerDocument Flow(string name)
    {
        _nodes = [];
        _flows[name] = new JsonObject { ["data"] = _nodes };
        return this;
    }

    public DesignerDocument Starter(string id, string pattern, string target, string method = "ANY")
    {
        Node(id, "starter", ("output_1", target));
        var data = _nodes[id]!["data"]!.AsObject();
        data["method"] = method;
        data["urlpattern"] = pattern;
        return this;
    }

    public DesignerDocument Script(string id, string code, params (string Port, string Target)[] wires)
    {
        Node(id, "js", wires);
        _nodes[id]!["data"]!["code"] = code;
        return this;
    }

    public DesignerDocument Node(string id, string type, params (string Port, string Target)[] wires)
    {
        var outputs = new JsonObject();
        foreach (var (port, target) in wires)
            outputs[port] = new JsonObject { ["connections"] = new JsonArray(new JsonObject { ["node"] = target, ["output"] = "input_1" }) };
        _nodes[id] = new JsonObject { ["id"] = id, ["data"] = new JsonObject { ["type"] = type, ["name_box"] = id }, ["outputs"] = outputs };
        return this;
    }

    /// <summary>A route whose scripts run one after the other; each is the body of a function of <c>c</c> and <c>payload</c>.</summary>
    public DesignerDocument Workload(string pattern, IReadOnlyList<string> steps, string method = "ANY")
    {
        var name = pattern.Trim('/').Replace('/', '.');
        Starter($"{name}.0", pattern, $"{name}.1", method);
        for (var i = 1; i <= steps.Count; i++)
        {
            var code = $$"""
                function step(c, payload) {
                {{steps[i - 1]}}
                }
                function main() {
                  var result = step(c, payload);
                  if (result !== undefined && result !== null) payload = result;
                }
                """;
            if (i < steps.Count)
                Script($"{name}.{i}", code, ("output_1", $"{name}.{i + 1}"));
            else
                Script($"{name}.{i}", code);
        }

        return this;
    }

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["drawflow"] = _flows.DeepClone() });
}
