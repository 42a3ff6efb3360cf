using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace NFlow.Runtime.AspNetCore.Tests.Schemas;

public sealed class RequestSchemaTests
{
    private const string Order = """{"type":"object","required":["sku"],"properties":{"sku":{"type":"string"},"count":{"type":"integer","minimum":1}}}""";

    [Test]
    public async Task Post_BodyThatFits_Runs()
    {
        await using var host = await StartAsync(Order);

        var (status, body) = await SendAsync(host, HttpMethod.Post, """{"sku":"a","count":2}""");

        Assert.That((status, body.Trim()), Is.EqualTo((HttpStatusCode.Created, "\"a\"")));
    }

    [Test]
    public async Task Post_BodyThatDoesNotFit_IsA400ThatListsEveryViolation()
    {
        await using var host = await StartAsync(Order);

        var (status, body) = await SendAsync(host, HttpMethod.Post, """{"count":0.5}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(body.Trim(), Is.EqualTo(
                """{"message":"The request does not fit its schema.","violations":[{"path":"/sku","message":"is required"},{"path":"/count","message":"must be of type integer"},{"path":"/count","message":"must be at least 1"}]}"""));
        }
    }

    [TestCase("", "must be a JSON body")]
    [TestCase("{", "must be a JSON body")]
    [TestCase("[]", "must be of type object")]
    [TestCase("\"\\ud800\"", "must hold only text that is Unicode")]
    public async Task Post_OddBody_IsA400(string text, string expected)
    {
        await using var host = await StartAsync(Order);

        var (status, body) = await SendAsync(host, HttpMethod.Post, text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(body, Does.Contain(expected));
        }
    }

    [Test]
    public async Task SchemaAsText_AsDesignersWriteIt_IsEnforcedToo()
    {
        await using var host = await StartAsync(JsonSerializer.Serialize(Order));

        var (status, _) = await SendAsync(host, HttpMethod.Post, "{}");

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Get_WithoutBody_IsNotChecked()
    {
        await using var host = await StartAsync(Order);

        var (status, _) = await SendAsync(host, HttpMethod.Get, null);

        Assert.That(status, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task SchemaThatCannotBeEnforced_RefusesAndTellsTheOperator()
    {
        await using var host = await StartAsync("""{"$ref":"https://example.com/x"}""");

        var (status, body) = await SendAsync(host, HttpMethod.Post, """{"sku":"a"}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(body, Does.Contain("cannot be enforced").And.Not.Contain("example.com"));
            Assert.That(host.Logs.Entries.Select(entry => entry.Message), Has.Some.Contains("/$ref must be a reference within this schema"));
        }
    }

    private static Task<StarterHost> StartAsync(string schema) => StarterHost.StartAsync(
        new AppBuilder().Script("/orders", "c.JSON(201, post_data.sku)", $"\"request_schema\":{schema}").Build(),
        app => app.MapNFlow());

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(StarterHost host, HttpMethod method, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri("/orders", UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await host.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
