using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Compatibility.Tests.Support;
using NFlow.Runtime.Networking;

namespace NFlow.Runtime.Compatibility.Tests;

/// <summary>Whoever owns a domain lets its name mean what suits them, from one moment to the next: scripts do not get into the host's own network so.</summary>
public sealed class RebindingTests
{
    private const string Public = "93.184.215.14";
    private const string Refused = "is in a private network, which this host does not let scripts reach.";

    private readonly FakeInternet _internet = new();
    private WebApplication _server = null!;

    [SetUp]
    public async Task StartServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
        _internet.Port = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    [TearDown]
    public async Task StopServer() => await _server.DisposeAsync();

    [TestCase("127.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("10.0.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("::1")]
    [TestCase("fe80::1")]
    [TestCase("fd00::1")]
    [TestCase("::ffff:192.168.0.1")]
    [TestCase("64:ff9b::a9fe:a9fe")]
    public async Task Http_NameThatTurnsPrivateAfterTheCheck_IsConnectedToAsItWasChecked(string later)
    {
        _internet.Name("turns.test", Public, later);

        // Whoever asked for the address once more after the check would get the private one.
        Assert.That(await RunAsync("[http_get('http://turns.test/').body]"), Is.EqualTo(new[] { "served turns.test" }));
        Assert.That(_internet.Reached, Is.EqualTo(new[] { Public }));
    }

    [TestCase("http_get('http://turns.test/').err || 'served'", "http_get")]
    [TestCase("http_post('http://turns.test/', 'x').err || 'served'", "http_post")]
    [TestCase("await http.get('http://turns.test/').then(() => 'served', e => e.message)", "http.get")]
    [TestCase("await http.post('http://turns.test/', {body: 'x'}).then(() => 'served', e => e.message)", "http.post")]
    public async Task Http_NameThatTurnsPrivateBeforeTheNextConnection_IsRefused(string call, string function)
    {
        _internet.Name("turns.test", Public, "169.254.169.254");

        var answers = await RunAsync($"[{call}, {call}]");

        Assert.That(answers, Is.EqualTo(new[] { "served", $"{function}: host 'turns.test' {Refused}" }));
        Assert.That(_internet.Reached, Is.EqualTo(new[] { Public }));
    }

    [Test]
    public async Task Http_NameThatTurnsPrivateBeforeTheRetry_IsRefused()
    {
        _internet.Name("turns.test", Public, "127.0.0.1").Down.Add(Public);

        var answers = await RunAsync("[http_get('http://turns.test/').err]");

        Assert.That(answers, Is.EqualTo(new[] { $"http_get: host 'turns.test' {Refused}" }));
        Assert.That(_internet.Reached, Is.EqualTo(new[] { Public }));
    }

    [TestCase("127.0.0.1 93.184.215.14")]
    [TestCase("93.184.215.14 127.0.0.1 ::1 10.1.2.3")]
    public async Task Http_NameWithPublicAndPrivateAddresses_ReachesOnlyThePublicOnes(string addresses)
    {
        _internet.Name("mixed.test", addresses);

        Assert.That(await RunAsync("[http_get('http://mixed.test/').body]"), Is.EqualTo(new[] { "served mixed.test" }));
        Assert.That(_internet.Reached, Is.EqualTo(new[] { Public }));
    }

    [Test]
    public async Task Http_NameWithPublicAndPrivateAddressesWhosePublicOnesAreDown_IsNotReached()
    {
        _internet.Name("mixed.test", $"127.0.0.1 {Public} ::1").Down.Add(Public);

        Assert.That(await RunAsync("[http_get('http://mixed.test/').err]"), Is.EqualTo(new[] { "http_get: no connection to mixed.test." }));
        Assert.That(_internet.Reached, Is.Not.Empty.And.All.EqualTo(Public));
    }

    [TestCase("private.test", "127.0.0.1")]
    [TestCase("turns.test", "10.0.0.1")]
    public async Task Http_RedirectToANameThatIsPrivateByThen_IsRefused(string host, string address)
    {
        _internet.Name("start.test", Public).Name("private.test", address).Name("turns.test", Public, address);

        // turns.test is public while the script calls it itself.
        var answers = await RunAsync($"[http_get('http://turns.test/').body, http_get('http://start.test/to/{host}').err]");

        Assert.That(answers, Is.EqualTo(new[] { "served turns.test", $"http_get: host '{host}' {Refused}" }));
        Assert.That(_internet.Reached, Is.EqualTo(new[] { Public, Public }));
    }

    [Test]
    public async Task Http_RedirectToItselfByANameThatTurnsPrivate_IsRefused()
    {
        _internet.Name("turns.test", Public, "127.0.0.1");

        Assert.That(await RunAsync("[http_get('http://turns.test/to/turns.test').err]"), Is.EqualTo(new[] { $"http_get: host 'turns.test' {Refused}" }));
        Assert.That(_internet.Reached, Is.EqualTo(new[] { Public }));
    }

    private async Task<string[]> RunAsync(string expression)
    {
        await using var runner = ScriptRunner.ForExpression($"(async () => {expression})()", builder =>
        {
            builder.Services.AddSingleton(new NamedServer { Resolve = _internet.ResolveAsync, Connect = _internet.ConnectAsync });
            builder.AddScriptHttp();
        });
        var (_, text) = await runner.RunAsync();
        return JsonSerializer.Deserialize<string[]>(text)!;
    }

    /// <summary>Answers once per connection, so that the next call needs another one.</summary>
    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        if (context.Request.Path.Value is { } path && path.StartsWith("/to/", StringComparison.Ordinal))
            context.Response.Redirect($"http://{path["/to/".Length..]}/");
        else
            await context.Response.WriteAsync($"served {context.Request.Host}");
    }
}
