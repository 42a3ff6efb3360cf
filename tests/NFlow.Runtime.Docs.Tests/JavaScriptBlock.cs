using System.Text.Json.Nodes;
using NFlow.Runtime.Testing;

namespace NFlow.Runtime.Docs.Tests;

/// <summary>
/// Runs a JavaScript block as the script of a node. Marks: <c>get</c> or <c>post</c> with the path to ask (<c>route</c> when it has variables), <c>json</c> or <c>form</c> for what is posted,
/// <c>payload</c> that the node starts with, <c>http</c> for what every HTTP call answers, <c>chat</c> for what the language model says, <c>sql</c> for a database;
/// <c>answer</c>, <c>gives</c>, <c>port</c>, <c>log</c>, <c>fails</c> for what is expected. Without any of them the block is compiled only. <c>default</c> makes it the app's default script.
/// </summary>
internal static class JavaScriptBlock
{
    private static readonly string[] Running = ["get", "post", "answer", "gives", "port", "log", "fails", "payload"];

    public static async Task CheckAsync(DocumentBlock block)
    {
        if (!Running.Any(block.Marks.ContainsKey))
        {
            await CompileAsync(block);
            return;
        }

        var url = block.Mark("get") ?? block.Mark("post") ?? "/";
        var isDefault = block.Mark("default") is not null;
        await using var host = Open(App(block.Mark("route") ?? url.Split('?')[0], isDefault ? "c.String(200, 'in');" : Before(block) + block.Text, isDefault), isDefault ? block.Text : "", block);
        if (block.Mark("http") is { } http)
            host.Http.On("*", "*").Respond(http, 200, "application/json");
        if (block.Mark("chat") is { } chat)
            host.Chat.Answer(chat);
        var run = block.Mark("post") is null ? await host.Client.GetAsync(url)
            : block.Mark("form") is { } form ? await host.Client.PostFormAsync(url, form.Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])))
            : await host.Client.PostJsonAsync(url, JsonNode.Parse(block.Mark("json") ?? "{}"));
        Expect(block, run);
    }

    private static void Expect(DocumentBlock block, WorkflowTestRun run)
    {
        if (block.Mark("fails") is { } message)
            run.ShouldHaveFailed(message);
        else if (run.Outcome.Error is { } error)
            Assert.Fail($"{block}: {error.Message} {error.Detail}");
        if (block.Mark("answer") is { } answer)
            Assert.That(run.Body.TrimEnd('\n'), Is.EqualTo(answer), block.ToString());
        if (block.Mark("status") is { } status)
            run.ShouldHaveAnswered(int.Parse(status));
        if (block.Mark("gives") is { } payload)
            run.ShouldHavePayload("node", JsonNode.Parse(payload));
        if (block.Mark("port") is { } port)
            Assert.That(run.Node("node").Port, Is.EqualTo(port), block.ToString());
        if (block.Mark("log") is { } line)
            Assert.That(run.Log.Select(entry => entry.Text), Has.Some.EqualTo(line), block.ToString());
    }

    /// <summary>The script as part of a function that nobody calls: its syntax counts, and what it declares does not.</summary>
    private static async Task CompileAsync(DocumentBlock block)
    {
        await using var host = Open(App("/", $"async function shown() {{\n{block.Text}\n}}\nfunction main() {{}}", false), "", block);
        var run = await host.RunNodeAsync("node");
        Assert.That(run.Error, Is.Null, () => $"{block}: {run.Error!.Message} {run.Error.Detail}");
    }

    private static WorkflowTestHost Open(string app, string defaultScript, DocumentBlock block) => WorkflowTestHost.FromJson(
        app, nflow => { if (block.Mark("sql") is { } sql) nflow.AddTestDatabase(sql); }, defaultScript);

    private static string Before(DocumentBlock block) => block.Mark("payload") is { } payload ? $"Object.assign(payload, {payload});\n" : "";

    private static string App(string route, string code, bool needsLogin) => new JsonObject
    {
        ["drawflow"] = new JsonObject
        {
            ["Docs"] = new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["start"] = new JsonObject
                    {
                        ["data"] = new JsonObject { ["type"] = "starter", ["method"] = "ANY", ["urlpattern"] = route, ["nflow_auth"] = needsLogin ? "true" : "false" },
                        ["outputs"] = new JsonObject { ["output_1"] = new JsonObject { ["connections"] = new JsonArray(new JsonObject { ["node"] = "node" }) } },
                    },
                    ["node"] = new JsonObject { ["data"] = new JsonObject { ["type"] = "js", ["name_box"] = "node", ["code"] = code }, ["outputs"] = new JsonObject() },
                },
            },
        },
    }.ToJsonString();
}
