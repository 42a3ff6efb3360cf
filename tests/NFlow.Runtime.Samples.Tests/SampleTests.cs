using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace NFlow.Runtime.Samples.Tests;

/// <summary>Each sample does over HTTP what its README says. Sample 04 is a test project and runs by itself.</summary>
public sealed partial class SampleTests
{
    [Test]
    public async Task Hello()
    {
        await using var sample = await SampleProcess.StartAsync("01-hello");
        using var client = sample.NewClient();

        Assert.That(await client.GetStringAsync("/hello/Ana"), Is.EqualTo("{\"hello\":\"Ana\"}\n"));
    }

    [Test]
    public async Task CustomStep()
    {
        await using var sample = await SampleProcess.StartAsync("02-custom-step");
        using var client = sample.NewClient();

        var unknown = await client.GetAsync("/price/moon");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await client.GetStringAsync("/price/book"), Is.EqualTo("{\"item\":\"book\",\"price\":12.5,\"currency\":\"EUR\"}\n"));
            Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await unknown.Content.ReadAsStringAsync(), Does.Contain("not sold: moon"));
        }
    }

    [Test]
    public async Task ExistingWebApp()
    {
        await using var sample = await SampleProcess.StartAsync("03-existing-web-app");
        using var client = sample.NewClient();
        using var staff = sample.NewClient();
        staff.DefaultRequestHeaders.Add("X-Staff-Key", "let-me-in");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await client.GetStringAsync("/time"), Does.Contain("now"));
            Assert.That((await client.GetAsync("/site.css")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await client.GetAsync("/hello")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await client.GetAsync("/staff/hello")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That((await staff.GetAsync("/staff/hello")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public async Task Plugin()
    {
        await using var sample = await SampleProcess.StartAsync("05-plugin");
        using var client = sample.NewClient();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await client.GetStringAsync("/convert/10/EUR/USD"), Is.EqualTo("{\"amount\":11,\"currency\":\"USD\"}\n"));
            Assert.That((await client.GetAsync("/convert/ten/EUR/USD")).IsSuccessStatusCode, Is.False);
            Assert.That(await client.GetStringAsync("/soles/10"), Is.EqualTo("{\"amount\":41,\"currency\":\"PEN\"}\n"));
            Assert.That(await client.GetStringAsync("/watch"), Is.EqualTo("{\"currencies\":[\"EUR\",\"USD\",\"PEN\"]}\n"));
        }
    }

    [Test]
    public async Task FormsAndLogin()
    {
        await using var sample = await SampleProcess.StartAsync("06-forms-and-login");
        using var client = sample.NewClient();

        var stranger = await client.GetAsync("/order");
        var wrong = await SubmitAsync(client, "/nflow_login", await client.GetStringAsync("/nflow_login"), ("user", "ana"), ("password", "guess"));
        var right = await SubmitAsync(client, "/nflow_login", await client.GetStringAsync("/nflow_login"), ("user", "ana"), ("password", "correct horse"));
        var item = await client.GetStringAsync("/order");
        var count = await SubmitAsync(client, "/order", item, ("item", "book"));
        var done = await SubmitAsync(client, "/order", await count.Content.ReadAsStringAsync(), ("count", "2"));
        var out_ = await client.GetAsync("/logout");
        using var other = sample.NewClient();
        var fromNowhere = await other.PostAsync("/order", new FormUrlEncodedContent([new("nflow_next_node_run", "confirm")]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stranger.Headers.Location?.ToString(), Is.EqualTo("/nflow_login"));
            Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(right.Headers.Location?.ToString(), Is.EqualTo("/order"));
            Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(await done.Content.ReadAsStringAsync(), Is.EqualTo("{\"customer\":\"ana\",\"item\":\"book\",\"count\":2}\n"));
            Assert.That(out_.Headers.Location?.ToString(), Is.EqualTo("/nflow_login"));
            Assert.That((await client.GetAsync("/order")).StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
            Assert.That(fromNowhere.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        }
    }

    [Test]
    public async Task Forks()
    {
        await using var sample = await SampleProcess.StartAsync("07-forks");
        using var client = sample.NewClient();

        var answer = await client.PostAsync("/register/Ana", null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("{\"registered\":\"Ana\"}\n"));
            Assert.That(answer.Headers.GetValues("Dromedary-Wid-2").Single(), Is.Not.Empty);
        }

        await Poll.UntilAsync(async () => (await client.GetFromJsonAsync<string[]>("/letters"))!.SequenceEqual(["Welcome, Ana"]));
    }

    [Test]
    public async Task AiAnswerStreamed()
    {
        await using var sample = await SampleProcess.StartAsync("08-ai-answer-streamed");
        using var client = sample.NewClient();

        using var answer = await client.GetAsync("/story/otters", HttpCompletionOption.ResponseHeadersRead);
        var text = await answer.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
            Assert.That(text, Does.Contain("data: {\"text\":\"Once \"}"));
            Assert.That(text, Does.Contain("otters"));
            Assert.That(text, Does.Contain("event: done"));
        }
    }

    private static Task<HttpResponseMessage> SubmitAsync(HttpClient client, string url, string page, params (string Name, string Value)[] fields) =>
        client.PostAsync(url, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(new("nflow_next_node_run", NextNode().Match(page).Groups[1].Value))));

    [GeneratedRegex("name=\"nflow_next_node_run\" value=\"([^\"]+)\"")]
    private static partial Regex NextNode();
}
