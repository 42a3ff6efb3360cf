using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Processes;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

public sealed class DebugTests
{
    private const string Token = "s3cret";

    private static readonly string[] Readable =
    [
        "/debug/info", "/debug/config", "/debug/runtime", "/debug/memory", "/debug/threads", "/debug/goroutines", "/debug/repositories", "/debug/playbooks", "/debug/playbook/Main",
        "/debug/starters", "/debug/cache/stats", "/debug/processes", "/debug/sessions", "/debug/vm-pool", "/debug/database/stats", "/debug/database/connections", "/debug/tracker/stats",
        "/debug/url-cache", "/debug/clean-json",
    ];

    [TestCaseSource(nameof(Readable))]
    public async Task Endpoint_AnswersJsonToWhoKnowsTheTokenAndNobodyElse(string path)
    {
        await using var host = await OperationsHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        var (status, text) = await host.SendAsync("GET", path, Token);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(JsonElement.Parse(text).ValueKind, Is.EqualTo(JsonValueKind.Object));
            Assert.That((await host.SendAsync("GET", $"{path}?debug_token={Token}")).Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await host.SendAsync("GET", path)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That((await host.SendAsync("GET", path, "s3cre")).Text, Does.StartWith("{\"error\":"));
        }
    }

    [Test]
    public async Task Process_CanBeSeenAndKilled()
    {
        await using var host = await OperationsHost.StartAsync();
        var hanging = host.SendAsync("GET", "/hang");
        await host.Hanging.Task;
        var listed = JsonElement.Parse((await host.SendAsync("GET", "/debug/processes", Token)).Text);
        var wid = host.Get<IProcessRegistry>().List().Single().RunId;
        var one = await host.SendAsync("GET", $"/debug/process/{wid}", Token);
        var stranger = await host.SendAsync("DELETE", $"/debug/process/{wid}");
        var killed = await host.SendAsync("DELETE", $"/debug/process/{wid}", Token);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.GetProperty("processes").GetProperty(wid).GetProperty("node_id").GetString(), Is.EqualTo("6"));
            Assert.That(JsonElement.Parse(one.Text).GetProperty("wid").GetString(), Is.EqualTo(wid));
            Assert.That(stranger.Status, Is.EqualTo(HttpStatusCode.Unauthorized), "who does not know the token ends nothing");
            Assert.That(killed.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await hanging).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That((await host.SendAsync("DELETE", $"/debug/process/{wid}", Token)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [TestCase("POST", "/debug/cache/invalidate")]
    [TestCase("POST", "/debug/cache/invalidate/Main")]
    [TestCase("DELETE", "/debug/url-cache")]
    [TestCase("DELETE", "/debug/sessions")]
    public async Task Command_IsCarriedOutForWhoKnowsTheToken(string method, string path)
    {
        await using var host = await OperationsHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.SendAsync(method, path)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That((await host.SendAsync(method, path, Token)).Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await host.SendAsync("GET", "/hello")).Text, Is.EqualTo("hello"));
        }
    }

    [Test]
    public async Task UnknownFlowAndRun_Are404()
    {
        await using var host = await OperationsHost.StartAsync();
        await host.SendAsync("GET", "/hello");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await host.SendAsync("GET", "/debug/playbook/None", Token)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await host.SendAsync("GET", "/debug/process/none", Token)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [TestCase("10.1.2.3", "10.0.0.0/8", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("11.1.2.3", "10.0.0.0/8", ExpectedResult = HttpStatusCode.Forbidden)]
    [TestCase("::ffff:10.1.2.3", "10.1.2.3", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("fd00::17", "192.0.2.1, fd00::5/64", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("fe80::17", "fd00::/8", ExpectedResult = HttpStatusCode.Forbidden)]
    public async Task<HttpStatusCode> Address_MustBeAllowed(string address, string allowed)
    {
        await using var host = await OperationsHost.StartAsync(
            builder => builder.AddDebugging(options =>
            {
                foreach (var entry in allowed.Split(','))
                    options.AllowedIps.Add(entry);
            }),
            from: IPAddress.Parse(address));
        return (await host.SendAsync("GET", "/debug/info", Token)).Status;
    }

    [TestCase("Production", false, ExpectedResult = false)]
    [TestCase("Production", true, ExpectedResult = true)]
    [TestCase("Development", false, ExpectedResult = true)]
    public async Task<bool> Start_WithoutAToken_IsRefusedUnlessSomebodyWantsItSo(string environment, bool allow)
    {
        try
        {
            await using var host = await OperationsHost.StartAsync(builder => builder.AddDebugging(options => (options.Token, options.AllowWithoutToken) = ("", allow)), environment: environment);
            return true;
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("need a token", StringComparison.Ordinal))
        {
            return false;
        }
    }

    [Test]
    public void Start_WithAnAddressThatIsNone_IsRefused() => Assert.That(
        async () => await OperationsHost.StartAsync(builder => builder.AddDebugging(options => options.AllowedIps.Add("10.0.0.0/33"))),
        Throws.InvalidOperationException.With.Message.Contains("10.0.0.0/33"));

    [Test]
    public async Task Endpoints_AreExactlyThese()
    {
        await using var host = await OperationsHost.StartAsync();
        var mapped = host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/debug", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        Assert.That(mapped, Is.EquivalentTo(Readable.Select(path => $"GET {path.Replace("/Main", "/{flow}", StringComparison.Ordinal)}").Concat(
        [
            "GET /debug/process/{wid}", "DELETE /debug/process/{wid}", "DELETE /debug/sessions", "DELETE /debug/url-cache", "POST /debug/cache/invalidate", "POST /debug/cache/invalidate/{flow}",
        ])));
    }

    [TestCase("", "", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("s3cret", "", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("S3CRET", "", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("s3cretx", "", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("wrong", "s3cret", ExpectedResult = HttpStatusCode.Unauthorized, Description = "the header is what counts where there is one")]
    [TestCase("", "s3cret", ExpectedResult = HttpStatusCode.OK)]
    [TestCase("", "s3cret&debug_token=s3cret", ExpectedResult = HttpStatusCode.Unauthorized)]
    public async Task<HttpStatusCode> Token_MustBeExact(string header, string query)
    {
        await using var host = await OperationsHost.StartAsync();
        return (await host.SendAsync("GET", query.Length == 0 ? "/debug/info" : $"/debug/info?debug_token={query}", header.Length == 0 ? null : header)).Status;
    }

    [Test]
    public async Task Endpoints_AreThereOnlyWhenMapped()
    {
        await using var host = await OperationsHost.StartAsync(map: _ => { });
        Assert.That((await host.SendAsync("GET", "/debug/info", Token)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public void AddressList_WithoutEntries_IsEmpty() => Assert.That(AddressList.Parse(["", " "], out _).IsEmpty, Is.True);
}
