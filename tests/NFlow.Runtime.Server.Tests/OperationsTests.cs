using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.HostApi.Users;
using NFlow.Runtime.Server.Configuration;
using NFlow.Runtime.Server.Hosting;
using NFlow.Runtime.Server.Tests.Support;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Server.Tests;

/// <summary>What the configuration switches on, as an operator meets it.</summary>
internal sealed class OperationsTests
{
    private const string App = """
        {"drawflow": {"Home": {"data": {
          "1": {"data": {"type": "starter", "method": "GET", "urlpattern": "/hello"}, "outputs": {"output_1": {"connections": [{"node": "2"}]}}},
          "2": {"data": {"type": "js", "name_box": "Greet", "code": "c.JSON(200, {mail: 'ada@example.org'})"}, "outputs": {}},
          "3": {"data": {"type": "js", "code": ""}, "outputs": {"output_1": {"connections": [{"node": "99"}]}}},
          "4": {"data": {"type": "starter", "method": "GET", "urlpattern": "/fail"}, "outputs": {"output_1": {"connections": [{"node": "5"}]}}},
          "5": {"data": {"type": "js", "code": "none.member"}, "outputs": {}}
        }}}}
        """;

    private readonly TestFolder _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task Defaults_ServeHealthAndMetricsAndNoDebugEndpoints()
    {
        await using var server = await TestServer.OnAppAsync(App);
        using var client = server.NewClient();
        using var health = await client.GetAsync("/health");
        using var ready = await client.GetAsync("/health/ready");
        using var debug = await client.GetAsync("/debug/info");
        var metrics = await client.GetStringAsync("/metrics");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await health.Content.ReadAsStringAsync(), Does.Contain("\"database\":{\"status\":\"healthy\"}"));
            Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(debug.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(metrics, Does.Contain("\nnflow_up 1\n"));
        }
    }

    [Test]
    public async Task Tracker_WritesToTheDesignersTableAndIsFlushedAtStop()
    {
        var server = await TestServer.OnAppAsync(App, "[tracker]\nenabled = true");
        await using (server)
        {
            using (var client = server.NewClient())
                await client.GetStringAsync("/hello");
            await server.StopAsync();
            var entries = await server.Services.GetRequiredService<ITrackerStore>().ListAsync(null, 10, default);
            Assert.That(entries.Select(entry => (entry.BoxId, entry.BoxName, entry.Url, entry.OrderBox)), Is.EqualTo(new[] { ("2", "Greet", "/hello", 1) }));
        }
    }

    /// <summary>The <c>Host</c> header is the client's word; the port of the connection is not.</summary>
    [Test]
    public async Task MetricsPort_ServesMetricsAndNothingElse_WhateverHostTheClientNames()
    {
        var (port, metricsPort) = (FreePort.Find(), FreePort.Find());
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), App);
        await using var server = await TestServer.StartAsync(_folder, $"[database_nflow]\ndsn = \"{_folder.PathOf("nflow.db")}\"\n[monitor]\nmetrics_port = \"{metricsPort}\"", _folder.PathOf("app.json"), keepFolder: true, urls: $"http://127.0.0.1:{port}");
        using var client = server.NewClient();
        async Task<HttpStatusCode> AskAsync(int at, string path, string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{at}{path}");
            request.Headers.Host = host;
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await AskAsync(metricsPort, "/metrics", "example.org"), Is.EqualTo(HttpStatusCode.OK), "also behind a port that is mapped");
            Assert.That(await AskAsync(port, "/metrics", $"x:{metricsPort}"), Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await AskAsync(port, "/hello", "example.org"), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await AskAsync(metricsPort, "/hello", $"x:{port}"), Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await AskAsync(metricsPort, "/health", "example.org"), Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [TestCase("", "1, 0", Description = "anybody can write the header")]
    [TestCase("[proxy]\ntrusted = \"127.0.0.0/8, ::1\"", "1, 1")]
    [TestCase("[proxy]\ntrusted = \"192.0.2.1\"", "1, 0")]
    public async Task ForwardedHeader_CountsOnlyFromATrustedProxy(string proxy, string remaining)
    {
        await using var server = await TestServer.OnAppAsync(App, $"[rate_limit]\nenabled = true\nip_rate_limit = 2\nip_burst_size = 0\n{proxy}");
        using var client = server.NewClient();
        async Task<string> AskAsync(string from)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/hello");
            request.Headers.Add("X-Forwarded-For", from);
            using var response = await client.SendAsync(request);
            return response.Headers.GetValues("X-RateLimit-Remaining").Single();
        }

        Assert.That($"{await AskAsync("203.0.113.1")}, {await AskAsync("203.0.113.2, 203.0.113.9")}", Is.EqualTo(remaining));
    }

    [TestCase("/hello", HttpStatusCode.OK, true)]
    [TestCase("/nowhere", HttpStatusCode.NotFound, true)]
    [TestCase("/fail", HttpStatusCode.InternalServerError, true)]
    [TestCase("/debug/info", HttpStatusCode.Unauthorized, true)]
    [TestCase("/health", HttpStatusCode.OK, false)]
    [TestCase("/metrics", HttpStatusCode.OK, false)]
    public async Task RateLimit_IsToldInEveryAnswerButExcludedOnes(string path, HttpStatusCode status, bool isTold)
    {
        await using var server = await TestServer.OnAppAsync(App, "[rate_limit]\nenabled = true\n[debug]\nenabled = true\nauth_token = \"token\"");
        using var client = server.NewClient();
        using var response = await client.GetAsync(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(status));
            foreach (var header in (string[])["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"])
                Assert.That(response.Headers.Contains(header), Is.EqualTo(isTold), header);
        }
    }

    [Test]
    public async Task Encryption_OfAnswers_IsOneSwitch()
    {
        await using var server = await TestServer.OnAppAsync(App, "[security]\nenable_encryption = true\nencryption_key = \"0123456789abcdef0123456789abcdef\"");
        using var client = server.NewClient();
        Assert.That(await client.GetStringAsync("/hello"), Does.StartWith("{\"mail\":\"enc:"));
    }

    [Test]
    public async Task Debug_ShowsTheConfigurationWithoutSecrets()
    {
        await using var server = await TestServer.OnAppAsync(App, "[debug]\nenabled = true\nauth_token = \"hunter2\"");
        using var client = server.NewClient();
        client.DefaultRequestHeaders.Add("X-Debug-Token", "hunter2");
        Assert.That(await client.GetStringAsync("/debug/config"), Does.Contain("\"auth_token\":\"********\"").And.Contain("\"batch_size\":100").And.Not.Contain("hunter2"));
    }

    [Test]
    public void Debug_WithoutAToken_DoesNotStart() => Assert.That(
        async () => await TestServer.OnAppAsync(App, "[debug]\nenabled = true"),
        Throws.InstanceOf<InvalidConfigurationException>().With.Message.Contains("debug.auth_token"));

    [Test]
    public async Task Https_IsServedWithTheConfiguredCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        await File.WriteAllTextAsync(_folder.PathOf("cert.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(_folder.PathOf("key.pem"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), App);
        await File.WriteAllTextAsync(_folder.PathOf("config.toml"), $"""
            [database_nflow]
            dsn = "{_folder.PathOf("nflow.db")}"
            [https_engine]
            enable = true
            cert = "{_folder.PathOf("cert.pem")}"
            key = "{_folder.PathOf("key.pem")}"
            address = "127.0.0.1:{FreePort.Find()}"
            """);
        await using var app = await NFlowServer.StartAsync(new ServerArguments { ConfigurationFile = _folder.PathOf("config.toml"), App = _folder.PathOf("app.json") });
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, seen, _, _) => seen?.Thumbprint == certificate.Thumbprint };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        Assert.That(await client.GetStringAsync("/hello"), Does.Contain("ada"));
    }

    [Test]
    public async Task Check_ListsRoutesAndWarnings()
    {
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), App);
        var (code, text) = await RunAsync("", "check", _folder.PathOf("app.json"));
        var (strict, _) = await RunAsync("", "check", "--strict", _folder.PathOf("app.json"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Zero);
            Assert.That(text, Does.Contain("GET     /hello").And.Contain("leads to node 99").And.Contain("2 routes, 1 warnings"));
            Assert.That(strict, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Check_OfADangerousScript_SaysWhereAndFails()
    {
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), """{"drawflow":{"Main":{"data":{"7":{"data":{"type":"js","code":"function main(){\n  eval('1')\n}"},"outputs":{}}}}}}""");
        var (code, text) = await RunAsync("", "check", _folder.PathOf("app.json"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(text, Does.Contain("flow 'Main', node 7").And.Contain("eval_usage").And.Contain("2:"));
        }
    }

    [Test]
    public async Task Check_OfGarbage_SaysWhereAndFails()
    {
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), "{\n  oops");
        var (code, text) = await RunAsync("", "check", _folder.PathOf("app.json"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(text, Does.Contain("line 2"));
        }
    }

    [Test]
    public async Task Routes_ListsTheConfiguredApp()
    {
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), App);
        await File.WriteAllTextAsync(_folder.PathOf("config.toml"), $"[database_nflow]\ndsn = \"{_folder.PathOf("nflow.db")}\"");
        var (code, text) = await RunAsync("", "routes", "-a", _folder.PathOf("app.json"), "-c", _folder.PathOf("config.toml"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Zero);
            Assert.That(text, Does.Contain("/hello"));
        }
    }

    [Test]
    public async Task UsersAdd_AddsAUserWhoCanLogIn_AndThenSetsThePassword()
    {
        await File.WriteAllTextAsync(_folder.PathOf("config.toml"), $"[database_nflow]\ndsn = \"{_folder.PathOf("nflow.db")}\"");
        var added = await RunAsync("first\n", "users", "add", "ada", "--role", "admin", "-c", _folder.PathOf("config.toml"));
        var changed = await RunAsync("second\n", "users", "add", "ada", "-c", _folder.PathOf("config.toml"));
        await using var app = NFlowServer.Build(new ServerArguments { ConfigurationFile = _folder.PathOf("config.toml") });
        var user = await app.Services.GetRequiredService<IUserStore>().FindAsync("ada", default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(added, Is.EqualTo((0, added.Text)));
            Assert.That(changed.Text, Does.Contain("Password of user ada set."));
            Assert.That(user, Has.Property(nameof(UserRecord.Role)).EqualTo("admin").And.Property(nameof(UserRecord.IsActive)).True);
            Assert.That(PasswordHash.Verify(user!.PasswordHash, "second"), Is.True);
            Assert.That(PasswordHash.Verify(user.PasswordHash, "first"), Is.False);
        }
    }

    [Test]
    public async Task Health_AsksARunningServer()
    {
        await using var server = await TestServer.OnAppAsync(App);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await RunAsync("", "health", new Uri(server.Address, "/health/live").ToString())).Code, Is.Zero);
            Assert.That((await RunAsync("", "health", "http://127.0.0.1:1/health/live")).Code, Is.EqualTo(1));
        }
    }

    private static async Task<(int? Code, string Text)> RunAsync(string input, params string[] args)
    {
        await using var output = new StringWriter();
        var code = await ServerCommands.RunAsync(args, new StringReader(input), output, output);
        return (code, output.ToString());
    }
}
