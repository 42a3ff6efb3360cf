using System.Net;
using NFlow.Runtime.Server.Tests.Support;

namespace NFlow.Runtime.Server.Tests.Configuration;

/// <summary>The configuration file is changed while the server runs.</summary>
internal sealed class LiveReloadTests
{
    private const string App = """
        {"drawflow": {"Home": {"data": {
          "1": {"data": {"type": "starter", "method": "GET", "urlpattern": "/env"}, "outputs": {"output_1": {"connections": [{"node": "2"}]}}},
          "2": {"data": {"type": "js", "code": "c.String(200, url_base + ' ' + env.color);"}, "outputs": {}},
          "3": {"data": {"type": "starter", "method": "GET", "urlpattern": "/count"}, "outputs": {"output_1": {"connections": [{"node": "4"}]}}},
          "4": {"data": {"type": "js", "code": "var n = 0; for (var i = 0; i < 100000; i++) n += i; c.String(200, String(n));"}, "outputs": {}},
          "5": {"data": {"type": "starter", "method": "GET", "urlpattern": "/secret"}, "outputs": {"output_1": {"connections": [{"node": "6"}]}}},
          "6": {"data": {"type": "js", "code": "c.JSON(200, {customer: 'C-4711', sealed: security.encrypt('x')});"}, "outputs": {}},
          "7": {"data": {"type": "starter", "method": "GET", "urlpattern": "/open/:text"}, "outputs": {"output_1": {"connections": [{"node": "8"}]}}},
          "8": {"data": {"type": "js", "code": "c.String(200, security.decrypt(decodeURIComponent(vars.text)));"}, "outputs": {}},
          "9": {"data": {"type": "starter", "method": "GET", "urlpattern": "/call"}, "outputs": {"output_1": {"connections": [{"node": "10"}]}}},
          "10": {"data": {"type": "js", "code": "try { await http.get('http://192.0.2.1/'); } catch (e) { c.String(200, e.message); }"}, "outputs": {}}
        }}}}
        """;

    private const string OldKey = "0123456789abcdef0123456789abcdef";
    private const string NewKey = "fedcba9876543210fedcba9876543210";

    private readonly TestFolder _folder = new();
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromMinutes(2));

    [TearDown]
    public void TearDown()
    {
        _deadline.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Environment_AndAddress_AreTakenOver()
    {
        await using var server = await StartAsync("[url]\nurl_base = \"http://old\"\n[env]\ncolor = \"red\"");
        using var client = server.NewClient();
        var before = await client.GetStringAsync("/env");
        Save("[url]\nurl_base = \"http://new\"\n[env]\ncolor = \"blue\"");
        await ComesTrueAsync(async () => await client.GetStringAsync("/env") == "http://new blue");
        Assert.That(before, Is.EqualTo("http://old red"));
    }

    [Test]
    public async Task Limits_OfScripts_HoldForNewRuns()
    {
        await using var server = await StartAsync("");
        using var client = server.NewClient();
        using var before = await client.GetAsync("/count");
        Save("[vm_pool]\nmax_operations = 10000");
        await ComesTrueAsync(async () => await StatusAsync(client, "/count") == HttpStatusCode.RequestTimeout);
        Save("");
        await ComesTrueAsync(async () => await StatusAsync(client, "/count") == HttpStatusCode.OK);
        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task RateLimit_IsTakenOver()
    {
        await using var server = await StartAsync("[rate_limit]\nenabled = true\nip_rate_limit = 1000\nip_burst_size = 0");
        using var client = server.NewClient();
        using var before = await client.GetAsync("/env");
        Save("[rate_limit]\nenabled = true\nip_rate_limit = 7\nip_burst_size = 0\nerror_message = \"slower\"\nexcluded_paths = \"/health\"");
        await ComesTrueAsync(async () =>
        {
            using var response = await client.GetAsync("/env");
            return response.StatusCode == HttpStatusCode.TooManyRequests
                && response.Headers.GetValues("X-RateLimit-Limit").Single() == "7"
                && (await response.Content.ReadAsStringAsync()).Contains("slower", StringComparison.Ordinal);
        });
        Assert.That(before.Headers.GetValues("X-RateLimit-Limit"), Is.EqualTo(new[] { "1000" }));
    }

    [Test]
    public async Task DebugToken_IsReplaced_AndCannotBeTakenAway()
    {
        await using var server = await StartAsync("[debug]\nenabled = true\nauth_token = \"first\"");
        using var client = server.NewClient();
        Save("[debug]\nenabled = true\nauth_token = \"second\"");
        await ComesTrueAsync(async () => await StatusAsync(client, "/debug/info?debug_token=second") == HttpStatusCode.OK);
        Save("[debug]\nenabled = true\nauth_token = \"\"\n[env]\ncolor = \"blue\"");
        Save("[debug]\nenabled = true\nauth_token = \"third\"\nallowed_ips = \"127.0.0.0/8\"\n[env]\ncolor = \"green\"");
        await ComesTrueAsync(async () =>
        {
            Assert.That(await StatusAsync(client, "/debug/info"), Is.EqualTo(HttpStatusCode.Unauthorized), "an empty token never opens the endpoints");
            return await StatusAsync(client, "/debug/info?debug_token=third") == HttpStatusCode.OK;
        });
        Assert.That(await StatusAsync(client, "/debug/info?debug_token=first"), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task EncryptionKey_IsRotated_AndPatternsAreTakenOver()
    {
        const string Encryption = "[security]\nenable_encryption = true\nencryption_key = ";
        await using var server = await StartAsync($"{Encryption}\"{OldKey}\"");
        using var client = server.NewClient();
        var before = await client.GetStringAsync("/secret");
        var sealedBefore = Uri.EscapeDataString(System.Text.Json.JsonDocument.Parse(before).RootElement.GetProperty("sealed").GetString()!);
        Save($"{Encryption}\"{NewKey},{OldKey}\"\n[security.custom_patterns]\ncustomer = \"C-[0-9]+\"");
        await ComesTrueAsync(async () => (await client.GetStringAsync("/secret")).Contains("\"customer\":\"enc:", StringComparison.Ordinal));
        var readWithBoth = await client.GetStringAsync($"/open/{sealedBefore}");
        Save($"{Encryption}\"{NewKey}\"");
        await ComesTrueAsync(async () => await StatusAsync(client, $"/open/{sealedBefore}") == HttpStatusCode.InternalServerError);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Does.Contain("C-4711"));
            Assert.That(readWithBoth, Is.EqualTo("x"), "the old key still reads");
        }
    }

    [Test]
    public async Task CallsOfScripts_AreForbiddenAtOnce()
    {
        await using var server = await StartAsync("");
        using var client = server.NewClient();
        var before = await client.GetStringAsync("/call");
        Save("[http]\nenabled = false");
        await ComesTrueAsync(async () => (await client.GetStringAsync("/call")).Contains("does not let scripts call", StringComparison.Ordinal));
        Assert.That(before, Does.Contain("private network"));
    }

    /// <summary>Seen from outside: the process and its log.</summary>
    [Test]
    public async Task EveryChange_IsLogged_SecretsMasked_AndAFileWithMistakesChangesNothing()
    {
        await File.WriteAllTextAsync(_folder.PathOf("app.json"), App);
        Save("");
        await using var server = await ServerProcess.StartAsync(_folder.Path, null, "-a", "app.json");
        using var client = new HttpClient { BaseAddress = server.Address };

        Save("[env]\ncolor = \"blue\"\n[redis]\npassword = \"hunter2\"\n[twilio]\nauth_token = \"hunter3\"");
        await server.LoggedAsync("env.color changed from  to blue and is in force");
        await server.LoggedAsync("redis.password changed from  to ********; restart the server for it to take effect");
        await server.LoggedAsync("twilio.auth_token changed from  to ******** and is in force");

        Save("[env]\ncolor = \"blue\"\n[redis]\npassword = \"hunter2\"\n[twilio]\nauth_token = \"hunter3\"\n[vm_pool]\nmax_sice = 3");
        await server.LoggedAsync("config.toml(8): vm_pool.max_sice: is not a setting of this version and has no effect.");

        Save("[env]\ncolor = \"green\"\n[vm_pool]\nmax_memory_mb = 0\nmax_size = \"x\"");
        await server.LoggedAsync("config.toml(4): vm_pool.max_memory_mb: must be a whole number");
        await server.LoggedAsync("config.toml(5): vm_pool.max_size: must be a whole number");
        Assert.That(await client.GetStringAsync("/env"), Is.EqualTo(" blue"), "the settings of before stay, all of them");

        Save("[env]\ncolor = \"green\"\n[security.custom_patterns]\nbroken = \"(\"");
        await server.LoggedAsync("config.toml(4): security.custom_patterns.broken: must be a regular expression");
        Save("[env\ncolor");
        await server.LoggedAsync("config.toml(1)");
        Assert.That(await client.GetStringAsync("/env"), Is.EqualTo(" blue"));

        Save("[env]\ncolor = \"green\"");
        await server.LoggedAsync("env.color changed from blue to green");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await client.GetStringAsync("/env"), Is.EqualTo(" green"));
            Assert.That(server.Output, Does.Not.Contain("hunter"));
        }
    }

    private Task<TestServer> StartAsync(string configuration)
    {
        File.WriteAllText(_folder.PathOf("app.json"), App);
        return TestServer.StartAsync(_folder, Whole(configuration), _folder.PathOf("app.json"), keepFolder: true);
    }

    /// <summary>Saves as editors do: the new file takes the place of the old.</summary>
    private void Save(string configuration)
    {
        File.WriteAllText(_folder.PathOf("config.toml~"), Whole(configuration));
        File.Move(_folder.PathOf("config.toml~"), _folder.PathOf("config.toml"), overwrite: true);
    }

    private string Whole(string configuration) => $"{configuration}\n[database_nflow]\ndsn = \"{_folder.PathOf("nflow.db")}\"\n";

    private Task ComesTrueAsync(Func<Task<bool>> isSo) => Poll.UntilAsync(isSo, _deadline.Token);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }
}
