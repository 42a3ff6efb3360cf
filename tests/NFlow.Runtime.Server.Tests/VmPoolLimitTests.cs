using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Server.Tests.Support;

namespace NFlow.Runtime.Server.Tests;

/// <summary>Each limit of <c>[vm_pool]</c> over HTTP, set in the server's file and passed by a script.</summary>
internal sealed class VmPoolLimitTests
{
    private const string Endless = "[vm_pool]\nmax_operations = 2147483647\nmax_execution_seconds = 600\n";

    [TestCase("max_operations", 5_000, "operations", 5_000, "for (;;) { }")]
    [TestCase("max_memory_mb", 2, "memory (bytes)", 2 << 20, "const all = []; for (;;) all.push('x'.repeat(1000) + all.length);")]
    [TestCase("max_execution_seconds", 1, "execution time (ms)", 1_000, "for (;;) { }", "max_operations = 2147483647")]
    [TestCase("max_recursion_depth", 30, "recursion depth", 30, "function f(n) { return f(n + 1) + 1; } f(0);")]
    [TestCase("worker_memory_mb", 64, "worker memory (bytes)", 64 << 20, "const all = []; for (;;) all.push('x'.repeat(100000) + all.length);", "isolation = \"process\"\nworker_processes = 1\npreload_size = 1\nmax_memory_mb = 100000\nmax_operations = 2147483647")]
    public async Task Limit_ThatAScriptPasses_Is408AndLoggedByName(string key, int setting, string name, long value, string script, string more = "")
    {
        await using var server = await TestServer.OnAppAsync(App(script), $"[vm_pool]\n{key} = {setting}\n{more}\n");
        var logs = Watch(server);
        using var client = server.NewClient();

        using var answer = await client.GetAsync("/run");
        var body = await answer.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestTimeout), body);
            Assert.That(body, Does.Contain($"Script execution exceeded resource limits: {name} is limited to {value:N0}."));
            Assert.That(logs.Text, Does.Match($@"Run [0-9a-f-]{{36}}: node node \(js\) of flow 'Home' failed with Limit: limit={Regex.Escape(name)} value={value} used=\d+"));
            Assert.That(await client.GetStringAsync("/ok"), Is.EqualTo("ok"), "the next request is served");
        }
    }

    [TestCase("max_size = 1\nacquire_timeout_seconds = 0", "console.log('here'); for (;;) { }")]
    [TestCase("isolation = \"process\"\nworker_processes = 1\npreload_size = 1\nacquire_timeout_seconds = 0", "console.log('here'); for (;;) { }")]
    public async Task Places_ThatAreTaken_Are503WithATimeToComeBack(string settings, string script)
    {
        await using var server = await TestServer.OnAppAsync(App(script), $"{Endless}{settings}\n");
        var logs = Watch(server);
        using var client = server.NewClient();
        using var stop = new CancellationTokenSource();
        var running = client.GetAsync("/run", stop.Token);
        await logs.WaitForAsync("here");

        using var answer = await client.GetAsync("/loops");
        await stop.CancelAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("All script slots are busy"));
            Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
            Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        }
    }

    private static CapturedLogs Watch(TestServer server)
    {
        var logs = new CapturedLogs();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        return logs;
    }

    private static string App(string script)
    {
        static object Starter(string path, string next) => new { data = new { type = "starter", method = "ANY", urlpattern = path }, outputs = new { output_1 = new { connections = new[] { new { node = next } } } } };
        static object Script(string code) => new { data = new { type = "js", code }, outputs = new { } };
        return JsonSerializer.Serialize(new
        {
            drawflow = new
            {
                Home = new
                {
                    data = new
                    {
                        s = Starter("/run", "node"),
                        node = Script(script),
                        s2 = Starter("/ok", "ok"),
                        ok = Script("c.String(200, 'ok')"),
                        s3 = Starter("/loops", "loops"),
                        loops = Script("for (let i = 0; i < 3; i++) payload.i = i;"),
                    },
                },
            },
        });
    }
}
