using System.Text.Json.Nodes;

namespace NFlow.Runtime.Testing.Tests;

/// <summary>Small apps for tests: one flow, whose nodes are joined by <c>output_1</c> in order unless they say otherwise.</summary>
internal static class App
{
    /// <summary>A starter and script nodes, one after the other.</summary>
    /// <param name="url">Path of the starter.</param>
    /// <param name="nodes">Name and script of each.</param>
    public static string Of(string url, params (string Name, string Code)[] nodes) =>
        Of(url, [.. nodes.Select((node, index) => new Node(node.Name, node.Code) { Next = index + 1 < nodes.Length ? [nodes[index + 1].Name] : [] })]);

    /// <summary>A starter and nodes; the first is the start.</summary>
    public static string Of(string url, params Node[] nodes)
    {
        var data = new JsonObject { ["start"] = Box("starter", "Start", [nodes[0].Name], new() { ["method"] = "ANY", ["urlpattern"] = url }) };
        foreach (var node in nodes)
            data[node.Name] = Box(node.Type, node.Name, node.Next, node.Code.Length == 0 ? [] : new() { ["code"] = node.Code });
        return new JsonObject { ["drawflow"] = new JsonObject { ["Home"] = new JsonObject { ["data"] = data } } }.ToJsonString();
    }

    private static JsonObject Box(string type, string name, string[] next, JsonObject data)
    {
        data["type"] = type;
        data["name_box"] = name;
        var outputs = new JsonObject();
        for (var i = 0; i < next.Length; i++)
            outputs[$"output_{i + 1}"] = new JsonObject { ["connections"] = new JsonArray(new JsonObject { ["node"] = next[i], ["output"] = "input_1" }) };
        return new JsonObject { ["id"] = name, ["data"] = data, ["outputs"] = outputs };
    }

    internal sealed record Node(string Name, string Code)
    {
        public string Type { get; init; } = "js";

        public string[] Next { get; init; } = [];
    }
}
