using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Unicode;
using NFlow.Runtime.Routing;

namespace NFlow.Runtime.Model;

/// <summary>Reads a designer document (the Drawflow export format) and compiles it. Every problem is collected; only a document that is not one fails.</summary>
public static class AppDefinitionReader
{
    private const int MaxDepth = 64;

    /// <summary>Reads a document.</summary>
    /// <param name="name">Name of the app, for errors.</param>
    /// <param name="json">The document, UTF-8, with or without byte order mark.</param>
    /// <param name="defaultScript">JavaScript that may define <c>auth()</c> and <c>log()</c>.</param>
    /// <param name="modules">Modules that nodes may name.</param>
    /// <param name="authScript">JavaScript that defines <c>auth()</c> in place of the default script; null to use the default script.</param>
    /// <returns>The definition; <see cref="AppDefinition.Problems"/> has what was ignored.</returns>
    /// <exception cref="InvalidDefinitionException">The text is not JSON (line and position are named) or not a designer document.</exception>
    public static AppDefinition Read(string name, ReadOnlyMemory<byte> json, string defaultScript = "", IEnumerable<ModuleDefinition>? modules = null, string? authScript = null)
    {
        using var document = Parse(name, json);
        var problems = new List<DefinitionProblem>();
        var moduleTable = IndexModules(modules ?? []);
        var flows = new List<FlowDefinition>();
        var drawflow = Drawflow(name, document.RootElement);
        RequireUnicode(name, drawflow);
        foreach (var flow in drawflow.EnumerateObject())
            if (ReadFlow(flow, problems) is { } read)
                flows.Add(read);

        ConnectAll(flows, problems);
        CheckModules(flows, moduleTable, problems);
        CheckAuthentication(flows, authScript ?? defaultScript, problems);
        var routes = RouteTable.Build(ReadRoutes(flows, problems), problems);
        return new AppDefinition(name, flows, routes, defaultScript, authScript ?? defaultScript, moduleTable, problems) { Document = json };
    }

    private static JsonDocument Parse(string name, ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            throw new InvalidDefinitionException(name, [new(
                ProblemSeverity.Error, null, null, "The document is not UTF-8 text.", "Save it again in the designer, or convert the file to UTF-8.")]);

        try
        {
            var text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException exception)
        {
            var problem = new DefinitionProblem(
                ProblemSeverity.Error, null, null,
                $"The document is not JSON at line {exception.LineNumber + 1}, position {exception.BytePositionInLine + 1}: {FirstSentence(exception.Message)}",
                "Save it again in the designer, or restore the last good version.");
            throw new InvalidDefinitionException(name, [problem], exception);
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }

    private static JsonElement Drawflow(string name, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("drawflow", out var drawflow) && drawflow.ValueKind == JsonValueKind.Object)
            return drawflow;

        throw new InvalidDefinitionException(name, [new(
            ProblemSeverity.Error, null, null,
            "The document has no object 'drawflow' at its root.",
            "A designer document looks like {\"drawflow\": {\"<flow>\": {\"data\": {…}}}}.")]);
    }

    /// <summary>Refuses half surrogates (<c>\ud800</c>) here, once, so that nobody who reads a text later can trip over one.</summary>
    private static void RequireUnicode(string name, JsonElement root)
    {
        try
        {
            Visit(root);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDefinitionException(name, [new(
                ProblemSeverity.Error, null, null, "The document has text that is not Unicode (half of a surrogate pair).", "Remove the broken character, often half an emoji, in the designer.")], exception);
        }

        static void Visit(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.String)
                element.GetString();
            else if (element.ValueKind == JsonValueKind.Array)
                foreach (var item in element.EnumerateArray())
                    Visit(item);
            else if (element.ValueKind == JsonValueKind.Object)
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Visit(property.Value);
                }
        }
    }

    private static FrozenDictionary<string, ModuleDefinition> IndexModules(IEnumerable<ModuleDefinition> modules)
    {
        var table = new Dictionary<string, ModuleDefinition>(StringComparer.Ordinal);
        foreach (var module in modules)
            table.TryAdd(module.Name, module);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FlowDefinition? ReadFlow(JsonProperty flow, List<DefinitionProblem> problems)
    {
        if (flow.Value.ValueKind != JsonValueKind.Object || !flow.Value.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new(ProblemSeverity.Warning, flow.Name, null, "The flow has no object 'data' and is ignored.", "Open and save it in the designer."));
            return null;
        }

        var nodes = new Dictionary<string, NodeDefinition>(StringComparer.Ordinal);
        foreach (var property in data.EnumerateObject())
        {
            if (ReadNode(flow.Name, property, problems) is not { } node)
                continue;
            if (!nodes.TryAdd(node.Id, node))
                problems.Add(new(ProblemSeverity.Warning, flow.Name, node.Id, "The flow has two nodes of this id; the second is ignored.", "Delete one of them in the designer."));
        }

        return new FlowDefinition(flow.Name, [.. nodes.Values]);
    }

    private static NodeDefinition? ReadNode(string flow, JsonProperty property, List<DefinitionProblem> problems)
    {
        if (property.Value.ValueKind != JsonValueKind.Object
            || !property.Value.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("type", out var type)
            || type.ValueKind != JsonValueKind.String)
        {
            problems.Add(new(ProblemSeverity.Warning, flow, property.Name, "The node has no 'data.type' and is ignored.", "Delete it, or give it a type."));
            return null;
        }

        var (ports, targets) = ReadOutputs(flow, property, problems);
        return new NodeDefinition(property.Name, flow, type.GetString()!, data.Clone(), targets, ports);
    }

    private static (string[] Ports, FrozenDictionary<string, string> Targets) ReadOutputs(string flow, JsonProperty node, List<DefinitionProblem> problems)
    {
        if (!node.Value.TryGetProperty("outputs", out var outputs) || outputs.ValueKind != JsonValueKind.Object)
            return ([], FrozenDictionary<string, string>.Empty);

        var ports = new List<string>();
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var output in outputs.EnumerateObject())
        {
            ports.Add(output.Name);
            if (output.Value.ValueKind != JsonValueKind.Object
                || !output.Value.TryGetProperty("connections", out var connections)
                || connections.ValueKind != JsonValueKind.Array
                || connections.GetArrayLength() == 0)
                continue;

            var target = ReadTarget(connections[0]);
            if (target is null)
                problems.Add(new(ProblemSeverity.Warning, flow, node.Name, $"Port '{output.Name}' has a connection without a node.", "Draw the connection again."));
            else
                targets[output.Name] = target;
            if (connections.GetArrayLength() > 1)
                problems.Add(new(ProblemSeverity.Warning, flow, node.Name, $"Port '{output.Name}' has {connections.GetArrayLength()} connections; only the first is followed.", "To run branches at the same time, draw a fork."));
        }

        return ([.. ports], targets.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static string? ReadTarget(JsonElement connection)
    {
        if (connection.ValueKind != JsonValueKind.Object || !connection.TryGetProperty("node", out var node))
            return null;
        return node.ValueKind switch
        {
            JsonValueKind.String => node.GetString(),
            JsonValueKind.Number => node.GetRawText(),
            _ => null,
        };
    }

    private static void ConnectAll(List<FlowDefinition> flows, List<DefinitionProblem> problems)
    {
        foreach (var flow in flows)
        {
            foreach (var node in flow.Nodes)
            {
                var next = new Dictionary<string, NodeDefinition>(StringComparer.Ordinal);
                foreach (var (port, target) in node.Targets)
                {
                    if (flow.Find(target) is { } found)
                        next[port] = found;
                    else
                        problems.Add(new(ProblemSeverity.Warning, flow.Name, node.Id, $"Port '{port}' leads to node {target}, which is not in the flow.", "Draw the connection again."));
                }

                node.Connect(next.ToFrozenDictionary(StringComparer.Ordinal));
            }
        }
    }

    private static void CheckModules(List<FlowDefinition> flows, FrozenDictionary<string, ModuleDefinition> modules, List<DefinitionProblem> problems)
    {
        foreach (var flow in flows)
            foreach (var node in flow.Nodes)
                if (node.Type == NodeTypes.Script
                    && node.ReadText("code").Length == 0
                    && node.ReadText("script") is { Length: > 0 } module
                    && !modules.ContainsKey(module))
                    problems.Add(new(ProblemSeverity.Warning, flow.Name, node.Id, $"The node uses module '{module}', which does not exist.", "Create the module, or choose another one."));
    }

    private static void CheckAuthentication(List<FlowDefinition> flows, string authScript, List<DefinitionProblem> problems)
    {
        if (authScript.Contains("auth", StringComparison.Ordinal))
            return;
        foreach (var flow in flows)
            foreach (var node in flow.Nodes)
                if (node is { Type: NodeTypes.Starter, RequiresAuthentication: true })
                    problems.Add(new(ProblemSeverity.Warning, flow.Name, node.Id, "The starter requires authentication, but the app's default script defines no auth().", "Define auth() in the app's default script or in triggers/auth.js; until then the route answers 401."));
    }

    private static List<Route> ReadRoutes(List<FlowDefinition> flows, List<DefinitionProblem> problems)
    {
        var routes = new List<Route>();
        foreach (var flow in flows)
        {
            foreach (var node in flow.Nodes)
            {
                if (node.Type != NodeTypes.Starter)
                    continue;
                var pattern = node.ReadText("urlpattern");
                if (!node.Targets.ContainsKey(Steps.StepResult.DefaultPort))
                    problems.Add(new(ProblemSeverity.Warning, flow.Name, node.Id, $"The starter of '{pattern}' is not connected; its route answers 404.", "Connect it, or delete it."));
                else if (pattern.Length == 0)
                    problems.Add(new(ProblemSeverity.Warning, flow.Name, node.Id, "The starter has no 'urlpattern' and can never be reached.", "Give it a path such as /hello."));
                else if (pattern[0] != '/')
                    problems.Add(new(ProblemSeverity.Warning, flow.Name, node.Id, $"The starter's 'urlpattern' is '{pattern}', which does not start with a slash and can never be reached.", $"Change it to /{pattern}."));
                else
                    routes.Add(new Route(ReadMethod(node), pattern, flow, node));
            }
        }

        return routes;
    }

    private static string ReadMethod(NodeDefinition starter)
    {
        var method = starter.ReadText("method").Trim().ToUpperInvariant();
        return method.Length == 0 ? Route.AnyMethod : method;
    }
}
