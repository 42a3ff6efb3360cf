using System.Net;
using NFlow.Runtime.Server.Tests.Support;

namespace NFlow.Runtime.Server.Tests;

/// <summary>What is drawn wrong gets its documented answer, and the server goes on.</summary>
internal sealed class FailingRunTests
{
    private const string App = """
        {"drawflow": {"Home": {"data": {
          "s1": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/throws"}, "outputs": {"output_1": {"connections": [{"node": "throws"}]}}},
          "throws": {"data": {"type": "js", "code": "function main() { throw new Error('boom at home'); }"}, "outputs": {"output_1": {"connections": []}}},
          "s2": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/module"}, "outputs": {"output_1": {"connections": [{"node": "module"}]}}},
          "module": {"data": {"type": "js", "script": "no such module"}, "outputs": {"output_1": {"connections": []}}},
          "s3": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/unwired"}, "outputs": {"output_1": {"connections": [{"node": "unwired"}]}}},
          "unwired": {"data": {"type": "js", "code": "next = 'output_2';"}, "outputs": {"output_1": {"connections": []}, "output_2": {"connections": []}}},
          "s4": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/missing"}, "outputs": {"output_1": {"connections": [{"node": "missing"}]}}},
          "missing": {"data": {"type": "js", "code": "payload.a = 1;"}, "outputs": {"output_1": {"connections": [{"node": "gone"}]}}},
          "s5": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/cycle"}, "outputs": {"output_1": {"connections": [{"node": "cycle"}]}}},
          "cycle": {"data": {"type": "js", "code": "payload.n = (payload.n || 0) + 1;"}, "outputs": {"output_1": {"connections": [{"node": "cycle"}]}}},
          "s6": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/loop"}, "outputs": {"output_1": {"connections": [{"node": "loop"}]}}},
          "loop": {"data": {"type": "js", "code": "try { for (;;) {} } catch (e) { } finally { }"}, "outputs": {"output_1": {"connections": []}}},
          "s7": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/odd"}, "outputs": {"output_1": {"connections": [{"node": "odd"}]}}},
          "odd": {"data": {"type": "odd type"}, "outputs": {}},
          "s8": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/starter"}, "outputs": {"output_1": {"connections": [{"node": "s1"}]}}},
          "s9": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/locked", "nflow_auth": "true"}, "outputs": {"output_1": {"connections": [{"node": "unwired"}]}}},
          "s10": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/ok"}, "outputs": {"output_1": {"connections": [{"node": "ok"}]}}},
          "ok": {"data": {"type": "js", "code": "c.JSON(200, {ok: true});"}, "outputs": {"output_1": {"connections": []}}},
          "s11": {"data": {"type": "starter", "method": "ANY", "urlpattern": "/answers-then-throws"}, "outputs": {"output_1": {"connections": [{"node": "both"}]}}},
          "both": {"data": {"type": "js", "code": "c.String(202, 'done'); throw new Error('too late');"}, "outputs": {"output_1": {"connections": []}}}
        }}}}
        """;

    private TestServer _server = null!;

    [SetUp]
    public async Task SetUp() => _server = await TestServer.OnAppAsync(App, "[vm_pool]\nmax_execution_seconds = 1\n");

    [TearDown]
    public ValueTask TearDown() => _server.DisposeAsync();

    [TestCase("/throws", 500, "boom at home")]
    [TestCase("/module", 500, "no such module")]
    [TestCase("/missing", 500, "gone")]
    [TestCase("/cycle", 408, "Script execution exceeded resource limits: ")]
    [TestCase("/loop", 408, "Script execution exceeded resource limits: ")]
    [TestCase("/odd", 500, "{\"error\":\"Type node not found\",\"type\":\"odd type\"}\n")]
    [TestCase("/starter", 500, "{\"error\":\"Starter can not run with play button\"}\n")]
    [TestCase("/locked", 401, "{\"error\":\"authentication required\"}\n")]
    [TestCase("/unwired", 200, "")]
    [TestCase("/answers-then-throws", 202, "done")]
    [TestCase("/nowhere", 404, "{\"code\":404,\"message\":\"not found\"}\n")]
    public async Task Mistake_HasItsDocumentedAnswer_WithoutTheNodesCode(string path, int status, string text)
    {
        using var client = _server.NewClient();

        using var response = await client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(status), body);
            Assert.That(body, text.Length == 0 ? Is.Empty : Does.Contain(text));
            Assert.That(body, Does.Not.Contain("function").And.Not.Contain("NFlow.Runtime"));
        }
    }

    [Test]
    public async Task Runs_ThatFail_AThousandOfThem_LeaveTheServerServing()
    {
        using var client = _server.NewClient();
        string[] mistakes = ["/throws", "/module", "/missing", "/odd", "/starter", "/locked"];

        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellationToken) =>
        {
            using var response = await client.GetAsync(mistakes[i % mistakes.Length], cancellationToken);
            Assert.That((int)response.StatusCode, Is.GreaterThanOrEqualTo(400));
        });

        using var after = await client.GetAsync("/ok");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await after.Content.ReadAsStringAsync(), Is.EqualTo("{\"ok\":true}\n"));
        }
    }
}
