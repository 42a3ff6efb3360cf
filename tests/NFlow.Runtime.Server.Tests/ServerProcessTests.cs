using System.Net;
using System.Net.Sockets;
using NFlow.Runtime.Server.Tests.Support;

namespace NFlow.Runtime.Server.Tests;

/// <summary>The program itself: what it says when it starts, when it cannot, and when it is told to stop.</summary>
internal sealed class ServerProcessTests
{
    private const string SlowApp = """
        {"drawflow": {"Home": {"data": {
          "1": {"data": {"type": "starter", "method": "GET", "urlpattern": "/slow"}, "outputs": {"output_1": {"connections": [{"node": "2"}]}}},
          "2": {"data": {"type": "js", "code": "console.log('begun'); sleep(3000); c.String(200, 'finished');"}, "outputs": {"output_1": {"connections": []}}}
        }}}}
        """;

    private readonly TestFolder _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task Start_InAnEmptyFolder_ServesTheSampleApp()
    {
        await using var server = new ServerProcess(_folder.Path);
        using var client = new HttpClient { BaseAddress = await server.ServingAsync() };

        using var response = await client.GetAsync("/hello");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(File.Exists(_folder.PathOf("nflow.db")), Is.True);
            Assert.That(server.Errors, Is.Empty);
        }
    }

    /// <summary>What an operator reads first.</summary>
    [Test]
    public async Task Start_SaysWhatIsServedWhereAndWhatIsWrong_WithoutSecrets()
    {
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), """
            {"drawflow": {"Home": {"data": {
              "1": {"data": {"type": "starter", "method": "GET", "urlpattern": "/orders/:id"}, "outputs": {"output_1": {"connections": [{"node": "2"}]}}},
              "2": {"data": {"type": "js", "code": ""}, "outputs": {"output_1": {"connections": [{"node": "99"}]}}},
              "3": {"data": {"type": "starter", "method": "POST", "urlpattern": "/account", "nflow_auth": "true"}, "outputs": {"output_1": {"connections": [{"node": "2"}]}}}
            }}}}
            """);
        await File.WriteAllTextAsync(_folder.PathOf("config.toml"), "[database_nflow]\ndns = \"hunter2\"\n[mail]\nenabled = true\nsmtp_password = \"hunter2\"\n[debug]\nenabled = true\nauth_token = \"hunter2\"\n");
        await using var server = await ServerProcess.StartAsync(_folder.Path, null, "-a", "app.json");
        await server.LoggedAsync("Route POST /account of flow 'Home'.");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Output, Does.Contain("serves app 'app' (2 routes, ").And.Contain($"from sqlite on {server.Address.GetLeftPart(UriPartial.Authority)}"));
            Assert.That(server.Output, Does.Contain("Route GET /orders/:id of flow 'Home'."));
            Assert.That(server.Output, Does.Contain("leads to node 99"));
            Assert.That(server.Output, Does.Contain("auth()"), "closed routes are told at the start");
            Assert.That(server.Output, Does.Contain("config.toml(2): database_nflow.dns: is not a setting of this version").And.Contain("mail.smtp_host: is empty"));
            Assert.That(server.Output + server.Errors, Does.Not.Contain("hunter2"));
        }
    }

    [Test]
    public async Task Stop_LetsRunningRunsFinish_AndExitsWithZero()
    {
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), SlowApp);
        await using var server = new ServerProcess(_folder.Path, null, "-a", "app.json");
        using var client = new HttpClient { BaseAddress = await server.ServingAsync() };

        var running = client.GetStringAsync("/slow");
        await server.LoggedAsync("begun");
        server.Terminate();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await running, Is.EqualTo("finished"));
            Assert.That(await server.ExitAsync(), Is.Zero);
        }
    }

    [Test]
    public async Task App_ThatDoesNotExist_IsOneLineAndExitCode1()
    {
        await using (await TestServer.StartAsync(_folder, $"[database_nflow]\ndsn = \"{_folder.PathOf("nflow.db")}\"\n", keepFolder: true))
        {
        }

        await using var server = new ServerProcess(_folder.Path, null, "-a", "nosuchapp");

        await RefusesAsync(server, 1, "nosuchapp");
    }

    [Test]
    public async Task AppFile_ThatDoesNotExist_IsOneLineAndExitCode1()
    {
        await using var server = new ServerProcess(_folder.Path, null, "-a", "none.json");

        await RefusesAsync(server, 1, "none.json");
    }

    [Test]
    public async Task AppFile_ThatIsNotJson_NamesLineAndPosition()
    {
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), "{\n  \"drawflow\": oops\n}");
        await using var server = new ServerProcess(_folder.Path, null, "-a", "app.json");

        await RefusesAsync(server, 1, "line 2");
    }

    [Test]
    public async Task Database_InAFolderThatDoesNotExist_IsOneLineAndExitCode1()
    {
        await File.WriteAllTextAsync(_folder.PathOf("config.toml"), "[database_nflow]\ndsn = \"/nonexistent/nflow.db\"\n");
        await using var server = new ServerProcess(_folder.Path);

        await RefusesAsync(server, 1, "/nonexistent/nflow.db");
    }

    [Test]
    public async Task Database_WithWrongCredentials_IsOneLineWithoutThePassword()
    {
        await File.WriteAllTextAsync(_folder.PathOf("config.toml"), "[database_nflow]\ndriver = \"postgres\"\ndsn = \"host=127.0.0.1 port=1 user=nobody password=hunter2 dbname=none\"\n");
        await using var server = new ServerProcess(_folder.Path);

        await RefusesAsync(server, 1, "127.0.0.1");
        Assert.That(server.Errors, Does.Not.Contain("hunter2"));
    }

    [TestCase("[vm_pool]\nmax_size = \"x\"\n", "config.toml(2): vm_pool.max_size")]
    [TestCase("[debug]\nenabled = true\nauth_token = \"\"\n", "config.toml(3): debug.auth_token")]
    public async Task Configuration_WithMistakes_NamesThemAndExitsWith3(string configuration, string mistake)
    {
        await File.WriteAllTextAsync(_folder.PathOf("config.toml"), configuration);
        await using var server = new ServerProcess(_folder.Path);

        await RefusesAsync(server, 3, mistake);
    }

    [Test]
    public async Task Address_InUse_IsOneLineAndExitCode1()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = new ServerProcess(_folder.Path, null, "--urls", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        await RefusesAsync(server, 1, "address already in use");
    }

    private static async Task RefusesAsync(ServerProcess server, int exitCode, string reason)
    {
        var code = await server.ExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(exitCode), server.Errors);
            Assert.That(server.Errors, Does.StartWith("nflow-runtime: ").And.Contain(reason));
            Assert.That(server.Errors.Split('\n'), Has.Length.EqualTo(1));
        }
    }
}
