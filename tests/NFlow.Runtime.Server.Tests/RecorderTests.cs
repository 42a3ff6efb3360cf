using System.Net;
using NFlow.Runtime.Server.Tests.Support;
using NFlow.Runtime.Testing;

namespace NFlow.Runtime.Server.Tests;

/// <summary>A run of the real server, over HTTP and on a database, becomes a test that needs neither.</summary>
internal sealed class RecorderTests
{
    private const string Token = "a token that nobody guesses";

    private const string App = """
        {"drawflow": {"Home": {"data": {
          "1": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/ticket/:name"}, "outputs": {"output_1": {"connections": [{"node": "2"}]}}},
          "2": {"data": {"type": "js", "name_box": "Ask", "code": "payload.break = true; set_session('me', 'asked', new Date().toISOString()); c.String(200, 'who?');"}, "outputs": {"output_1": {"connections": [{"node": "3"}]}}},
          "3": {"data": {"type": "js", "name_box": "Check", "code": "payload.break = false; if (!validate_user(form.user[0], form.password[0])) next = 'output_2';"},
                "outputs": {"output_1": {"connections": [{"node": "4"}]}, "output_2": {"connections": [{"node": "5"}]}}},
          "4": {"data": {"type": "js", "name_box": "Give", "code": "c.String(200, 'welcome');"}, "outputs": {}},
          "5": {"data": {"type": "js", "name_box": "Refuse", "code": "c.JSON(403, { ticket: uuid(), lucky: Math.random(), at: Date.now(), asked: get_session('me', 'asked'), name: vars.name, wid });"}, "outputs": {}}
        }}}}
        """;

    [Test]
    public async Task RunOfTheServer_IsReplayedWithoutIt()
    {
        using var folder = new TestFolder();
        var recordings = folder.PathOf("recordings").Replace('\\', '/');
        string answer;
        await using (var server = await TestServer.OnAppAsync(App, $"[recorder]\nenabled = true\nfolder = \"{recordings}\"\nauth_token = \"{Token}\""))
        {
            using var client = server.NewClient();
            await client.GetStringAsync("/ticket/Ana");
            client.DefaultRequestHeaders.Add("X-NFlow-Record", Token);
            using var refused = await client.PostAsync("/ticket/Ana", new FormUrlEncodedContent([new("nflow_next_node_run", "3"), new("user", "ana"), new("password", "hunter2-hunter2")]));
            answer = await refused.Content.ReadAsStringAsync();
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            await server.StopAsync();
        }

        var file = Directory.GetFiles(recordings).Single();
        var recording = RunRecording.Load(file);
        var replay = await recording.ReplayAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(recording.Drawing, Is.EqualTo("Check → (output_2) Refuse → (output_1) end"));
            Assert.That(replay.Run.Body, Is.EqualTo(answer));
            Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain("hunter2").And.Not.Contain(Token));
        }
    }
}
