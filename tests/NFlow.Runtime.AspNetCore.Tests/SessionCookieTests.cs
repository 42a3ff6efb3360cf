using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.AspNetCore.Tests.Fakes;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Tests;

internal sealed class SessionCookieTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", null));
    private readonly CapturedLogs _logs = new();

    [Test]
    public async Task Session_Issued_ComesBackWithTheNextRequest()
    {
        await using var host = await StartAsync();

        var cookie = await OpenSessionAsync(host);

        Assert.That(await SendAsync(host, "/who", cookie), Is.EqualTo("session-1"));
    }

    [Test]
    public async Task Cookie_HasTheAttributesThatProtectIt()
    {
        await using var host = await StartAsync();

        using var response = await host.Client.GetAsync("/open");
        var cookie = response.Headers.GetValues("Set-Cookie").Single();

        Assert.That(cookie, Does.StartWith("nflow_session=").And.Contain("; path=/").And.Contain("; httponly").And.Contain("; samesite=lax").And.Contain("max-age=86400").And.Not.Contain("secure").And.Not.Contain("session-1"));
    }

    [Test]
    public async Task Cookie_OnHttps_IsSecure()
    {
        await using var host = await StartAsync();

        using var response = await host.Client.GetAsync("https://localhost/open");

        Assert.That(response.Headers.GetValues("Set-Cookie").Single(), Does.Contain("; secure"));
    }

    [Test]
    public async Task Cookie_NameAndPath_FollowTheHost()
    {
        await using var host = await StartAsync(setup =>
        {
            setup.Http = http => http.SessionCookieName = "sid";
            setup.Pipeline = app =>
            {
                app.UsePathBase("/base");
                app.UseRouting();
                app.MapNFlow("/*");
            };
        });

        using var response = await host.Client.GetAsync("/base/open");

        Assert.That(response.Headers.GetValues("Set-Cookie").Single(), Does.StartWith("sid=").And.Contain("; path=/base"));
    }

    [TestCase("forged")]
    [TestCase("")]
    [TestCase("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("session-1")]
    public async Task Cookie_Forged_IsNoSession(string value)
    {
        await using var host = await StartAsync();

        Assert.That(await SendAsync(host, "/who", $"nflow_session={value}"), Is.EqualTo("nobody"));
    }

    [Test]
    public async Task Cookie_TamperedWith_IsNoSessionAndLoggedAtDebug()
    {
        await using var host = await StartAsync();
        var cookie = await OpenSessionAsync(host);
        var middle = cookie.Length / 2;
        var tampered = cookie[..middle] + (cookie[middle] == 'A' ? 'B' : 'A') + cookie[(middle + 1)..];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await SendAsync(host, "/who", tampered), Is.EqualTo("nobody"));
            Assert.That(_logs.Entries.Single(entry => entry.Id.Id == 2101).Level, Is.EqualTo(LogLevel.Debug));
        }
    }

    [Test]
    public async Task Cookie_OfAnotherHostsKeys_IsNoSession()
    {
        await using var other = await StartAsync();
        await using var host = await StartAsync();

        Assert.That(await SendAsync(host, "/who", await OpenSessionAsync(other)), Is.EqualTo("nobody"));
    }

    [Test]
    public async Task Cookie_OfALengthNoSessionHas_IsNoSession()
    {
        await using var host = await StartAsync();

        Assert.That(await SendAsync(host, "/who", $"nflow_session={new string('A', 5000)}"), Is.EqualTo("nobody"));
    }

    [Test]
    public async Task Cookie_PastItsLifetime_IsNoSession()
    {
        await using var host = await StartAsync();
        var cookie = await OpenSessionAsync(host);

        _time.Advance(TimeSpan.FromHours(24));

        Assert.That(await SendAsync(host, "/who", cookie), Is.EqualTo("nobody"));
    }

    [Test]
    public async Task Cookie_PastHalfOfItsLifetime_IsIssuedAgainForTheSameSession()
    {
        await using var host = await StartAsync();
        var cookie = await OpenSessionAsync(host);

        _time.Advance(TimeSpan.FromHours(13));
        using var response = await SendForResponseAsync(host, "/who", cookie);
        var renewed = CookieOf(response);
        _time.Advance(TimeSpan.FromHours(13));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await SendAsync(host, "/who", renewed), Is.EqualTo("session-1"));
            Assert.That(await SendAsync(host, "/who", cookie), Is.EqualTo("nobody"));
        }
    }

    [Test]
    public async Task Cookie_Young_IsNotIssuedAgain()
    {
        await using var host = await StartAsync();
        var cookie = await OpenSessionAsync(host);

        _time.Advance(TimeSpan.FromHours(11));
        using var response = await SendForResponseAsync(host, "/who", cookie);

        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task Clients_WithoutCookies_HaveNoSession()
    {
        await using var host = await StartAsync();

        await OpenSessionAsync(host);

        Assert.That(await host.Client.GetStringAsync("/who"), Is.EqualTo("nobody"));
    }

    private Task<WebHost> StartAsync(Action<WebHostSetup>? configure = null) =>
        WebHost.StartAsync(Run, setup =>
        {
            setup.Logs = _logs;
            setup.Configure = services => services.AddSingleton<TimeProvider>(_time);
            configure?.Invoke(setup);
        });

    private static ValueTask<RunOutcome> Run(FakeRun run)
    {
        if (run.Request.Path == "/open")
            run.Response.IssueSession("session-1");
        return run.Answer(run.Request.SessionId ?? "nobody");
    }

    private static async Task<string> OpenSessionAsync(WebHost host)
    {
        using var response = await host.Client.GetAsync("/open");
        return CookieOf(response);
    }

    private static string CookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private static async Task<string> SendAsync(WebHost host, string path, string cookie)
    {
        using var response = await SendForResponseAsync(host, path, cookie);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> SendForResponseAsync(WebHost host, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        return await host.Client.SendAsync(request);
    }
}
