using System.Net;
using System.Text.RegularExpressions;
using NFlow.Runtime.AspNetCore.Tests.Fakes;

namespace NFlow.Runtime.AspNetCore.Tests;

/// <summary>
/// Each limit of a script, passed by a request over HTTP. Those that end the run are answered with 408 and the name and value of the limit; the log names run, flow,
/// node and what was used. The others are errors that a script may catch, or cut what is too long. The keys of the server's file are in its own tests.
/// </summary>
public sealed class ScriptLimitTests
{
    private static IEnumerable<TestCaseData> Limits()
    {
        yield return Case("operations", 1_000, "for (;;) { }", o => o.Limits.MaxOperations = 1_000);
        yield return Case("memory (bytes)", 1_048_576, "const all = []; for (;;) all.push('x'.repeat(1000) + all.length);", o => o.Limits.MaxMemoryBytes = 1 << 20);
        yield return Case("execution time (ms)", 200, "for (;;) { }", o =>
        {
            o.Limits.ExecutionTime = TimeSpan.FromMilliseconds(200);
            o.Limits.MaxOperations = long.MaxValue / 2;
        });
        yield return Case("run deadline (ms)", 300, "sleep(600000);", o => o.Limits.RunDeadline = TimeSpan.FromMilliseconds(300));
        yield return Case("recursion depth", 20, "function f(n) { return f(n + 1) + 1; } f(0);", o => o.Limits.MaxRecursionDepth = 20);
        yield return Case("stack depth", 768 * 1024, "function f() { return [1].map(f); } f();", o => o.Limits.MaxRecursionDepth = 10_000);
        yield return Case("array length", 1_000, "new Array(1001).fill(1);", o => o.Limits.MaxArrayLength = 1_000);
        yield return Case("string length", 1_000, "JSON.stringify(Array(999).fill(1));", o => o.Limits.MaxStringLength = 1_000);
        yield return Case("regular expression time (ms)", 50, "/(x+x+)+y/.test('x'.repeat(40));", o => o.Limits.RegexTimeout = TimeSpan.FromMilliseconds(50));
        yield return Case("payload size (bytes)", 1_024, "keep({ text: 'x'.repeat(2000) });", o => o.Limits.MaxPayloadBytes = 1_024);
        yield return Case("response size (bytes)", 1_024, "c.JSON(200, { text: 'x'.repeat(2000) });", o => o.Limits.MaxResponseBytes = 1_024).SetName("{m}(response size of JSON)");
        yield return Case("response size (bytes)", 1_024, "c.String(200, 'x'.repeat(2000));", o => o.Limits.MaxResponseBytes = 1_024).SetName("{m}(response size of text)");
        yield return Case("nodes in one run", 5, "payload.again = true;", o => o.MaxStepsPerRun = 5);
        yield return Case("size of session part (MaxSessionPartLength)", 1_024, "set_session('part', 'key', 'x'.repeat(2000));", o => o.MaxSessionPartLength = 1_024);
    }

    [TestCaseSource(nameof(Limits))]
    public async Task Limit_ThatARunPasses_IsAnsweredAndLoggedByName(string name, long value, string script, Action<NFlowOptions> configure)
    {
        await using var host = await ScriptHost.StartAsync(script, configure);

        using var answer = await host.Client.GetAsync("/run");
        var body = await answer.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestTimeout), body);
            Assert.That(body, Does.Contain($"{name} is limited to {value:N0}."));
            Assert.That(host.Logs.Text, Does.Match($@"Run [0-9a-f-]{{36}}.* node node2?\b.*limit={Regex.Escape(name)} value={value} used=\d+").And.Match("Run .* of flow 'Home'"));
            Assert.That(await host.Client.GetStringAsync("/ok"), Is.EqualTo("ok"), "the next request is served");
        }
    }

    [TestCase("'x'.repeat(1001);", "RangeError: Invalid string length", Description = "a script may catch it, as anywhere")]
    [TestCase("try { 'x'.repeat(1001); } catch (e) { c.String(200, e.message); next = 'break'; }", "Invalid string length")]
    [TestCase("JSON.parse('[[[[[1]]]]]');", "SyntaxError: Max. depth level of JSON reached")]
    [TestCase("c.JSON(200, [[[[[1]]]]]);", "RangeError: JSON is nested deeper than 4 levels")]
    [TestCase("keep([[[[[1]]]]]);", "RangeError: JSON is nested deeper than 4 levels")]
    public async Task Length_AndNesting_AreErrorsOfTheScript(string script, string expected)
    {
        await using var host = await ScriptHost.StartAsync(script, options =>
        {
            options.Limits.MaxStringLength = 1_000;
            options.Limits.MaxJsonDepth = 4;
        });

        using var answer = await host.Client.GetAsync("/run");

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(expected));
        Assert.That(answer.StatusCode, Is.EqualTo(script.Contains("catch", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.InternalServerError));
    }

    [Test]
    public async Task Source_ThatIsTooLong_IsRefusedWhenItIsCompiled()
    {
        await using var host = await ScriptHost.StartAsync(new string(' ', 200) + "payload.a = 1;", options => options.Limits.MaxSourceLength = 100);

        using var answer = await host.Client.GetAsync("/run");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("214 characters; at most 100 are allowed"));
    }

    [Test]
    public async Task Log_OfARun_IsCutAndTheRunGoesOn()
    {
        await using var host = await ScriptHost.StartAsync("for (let i = 0; i < 100; i++) console.log('line ' + i); c.String(200, 'done'); next = 'break';", options => options.Limits.MaxLogLength = 200);

        Assert.That(await host.Client.GetStringAsync("/run"), Is.EqualTo("done"));
        Assert.That(host.Logs.Text, Does.Contain("line 1").And.Contain("has written 200 characters to the log; the rest of its output is dropped.").And.Not.Contain("line 99"));
    }

    private static TestCaseData Case(string name, long value, string script, Action<NFlowOptions> configure) =>
        new TestCaseData(name, value, script, configure).SetName($"{{m}}({name})");
}
