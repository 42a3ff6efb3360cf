using System.Text.Json.Nodes;

namespace NFlow.Runtime.Cluster.Tests.Support;

/// <summary>The app the servers run.</summary>
internal static class ClusterApp
{
    public static IReadOnlyList<string> UnlimitedPaths { get; } = ["/health", "/metrics", "/wizard", "/count", "/version", "/endless", "/wid", "/kill"];

    public static string Build(string version)
    {
        var nodes = new JsonObject();
        Add(nodes, "w0", "starter", "/wizard", null, "w1");
        Add(nodes, "w1", "js", null, "payload.first = 'one'; payload.break = true; c.HTML(200, 'first');", "w2");
        Add(nodes, "w2", "js", null, "payload.break = true; c.HTML(200, 'second of ' + payload.first + ' ' + payload.name);", "w3");
        Add(nodes, "w3", "js", null, "c.JSON(200, { first: payload.first, name: payload.name, city: payload.city });", null);
        Add(nodes, "c0", "starter", "/count", null, "c1");
        Add(nodes, "c1", "js", null, "const n = Number(get_session('counter', 'n') || 0) + 1; set_session('counter', 'n', String(n)); c.String(200, String(n));", null);
        Add(nodes, "v0", "starter", "/version", null, "v1");
        Add(nodes, "v1", "js", null, $"c.String(200, '{version}');", null);
        Add(nodes, "e0", "starter", "/endless", null, "e1");
        Add(nodes, "e1", "js", null, "redis_hset(payload.key, 'wid', wid); redis_expire(payload.key, 60); while (true) sleep(50);", null);
        Add(nodes, "h0", "starter", "/wait", null, "h1");
        Add(nodes, "h1", "js", null, "while (true) sleep(50);", null);
        Add(nodes, "i0", "starter", "/wid", null, "i1");
        Add(nodes, "i1", "js", null, "c.String(200, redis_hget(payload.key, 'wid'));", null);
        Add(nodes, "k0", "starter", "/kill/:wid", null, "k1");
        Add(nodes, "k1", "js", null, "c.String(200, String(wkill(vars.wid)));", null);
        Add(nodes, "l0", "starter", "/limited", null, "l1");
        Add(nodes, "l1", "js", null, "c.String(200, 'in');", null);
        return new JsonObject { ["drawflow"] = new JsonObject { ["Main"] = new JsonObject { ["data"] = nodes } } }.ToJsonString();
    }

    private static void Add(JsonObject nodes, string id, string type, string? pattern, string? code, string? next)
    {
        var data = new JsonObject { ["type"] = type, ["name_box"] = id };
        if (pattern is not null)
            (data["method"], data["urlpattern"]) = ("ANY", pattern);
        if (code is not null)
            data["code"] = code;
        nodes[id] = new JsonObject
        {
            ["data"] = data,
            ["outputs"] = next is null
                ? new JsonObject()
                : new JsonObject { ["output_1"] = new JsonObject { ["connections"] = new JsonArray(new JsonObject { ["node"] = next, ["output"] = "input_1" }) } },
        };
    }
}
