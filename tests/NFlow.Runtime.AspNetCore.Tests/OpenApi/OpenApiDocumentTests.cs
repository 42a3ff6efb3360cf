using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using NFlow.Runtime.AspNetCore.Tests.Schemas;

namespace NFlow.Runtime.AspNetCore.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    [Test]
    public async Task Starters_AppearWithMethodPathParametersAndName()
    {
        await using var host = await StarterHost.StartAsync(
            new AppBuilder().Flow("Shop").Starter("s1", "/orders/:id/items/:item", "n", "PUT", "\"name_box\":\"Change an item\"").Script("n", "c.NoContent(204)").Build(),
            app => app.MapNFlow());

        var operation = (await ReadAsync(host)).GetProperty("paths").GetProperty("/orders/{id}/items/{item}").GetProperty("put");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(operation.GetProperty("summary").GetString(), Is.EqualTo("Change an item"));
            Assert.That(operation.GetProperty("operationId").GetString(), Is.EqualTo("put_s1"));
            Assert.That(operation.GetProperty("tags")[0].GetString(), Is.EqualTo("Shop"));
            Assert.That(operation.GetProperty("parameters").EnumerateArray().Select(parameter => (parameter.GetProperty("name").GetString(), parameter.GetProperty("in").GetString(), parameter.GetProperty("required").GetBoolean())),
                Is.EqualTo(new[] { ("id", "path", true), ("item", "path", true) }));
            Assert.That(operation.TryGetProperty("requestBody", out _), Is.False);
        }
    }

    [Test]
    public async Task RequestSchema_IsTheRequestBody_AndItsDefinitionsAreComponents()
    {
        await using var host = await StarterHost.StartAsync(
            new AppBuilder().Starter("s1", "/trees", "n", "POST", """
                "request_schema":{"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["v"],"properties":{"v":{"type":"integer","minimum":1},"children":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}
                """).Script("n", "c.NoContent(204)").Build(),
            app => app.MapNFlow());

        var document = await ReadAsync(host);
        var operation = document.GetProperty("paths").GetProperty("/trees").GetProperty("post");
        var node = document.GetProperty("components").GetProperty("schemas").GetProperty("starter_s1._defs_node");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString(), Is.EqualTo("#/components/schemas/starter_s1._defs_node"));
            Assert.That(node.GetProperty("required")[0].GetString(), Is.EqualTo("v"));
            Assert.That(node.GetProperty("properties").GetProperty("v").GetProperty("minimum").GetInt32(), Is.EqualTo(1));
            Assert.That(node.GetProperty("properties").GetProperty("children").GetProperty("items").GetProperty("$ref").GetString(), Is.EqualTo("#/components/schemas/starter_s1._defs_node"));
            Assert.That(operation.GetProperty("responses").TryGetProperty("400", out _), Is.True);
        }
    }

    [Test]
    public async Task AnyMethod_AppearsAsEach_AndTheHostsOwnOperationStays()
    {
        await using var host = await StarterHost.StartAsync(
            new AppBuilder().Script("/x", "c.NoContent(204)").Build(),
            app =>
            {
                app.MapGet("/x", () => "mine").WithName("mine");
                app.MapNFlow();
            });

        var item = (await ReadAsync(host)).GetProperty("paths").GetProperty("/x");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(item.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[] { "get", "post", "put", "patch", "delete" }));
            Assert.That(item.GetProperty("get").GetProperty("operationId").GetString(), Is.EqualTo("mine"));
        }
    }

    [TestCase("/api/*", false, "/api/x")]
    [TestCase("/api/*", true, "/api/api/x", "/api/other")]
    public async Task MappedBelowAPrefix_ListsWhatClientsCanReach(string pattern, bool strip, params string[] expected)
    {
        await using var host = await StarterHost.StartAsync(
            new AppBuilder().Script("/api/x", "c.NoContent(204)").Script("/other", "c.NoContent(204)").Build(),
            app => app.MapNFlow(pattern, options => options.StripPrefix = strip));

        var paths = (await ReadAsync(host)).GetProperty("paths").EnumerateObject().Select(path => path.Name);

        Assert.That(paths, Is.EquivalentTo(expected));
    }

    private static async Task<JsonElement> ReadAsync(StarterHost host) =>
        JsonSerializer.Deserialize<JsonElement>(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
}
