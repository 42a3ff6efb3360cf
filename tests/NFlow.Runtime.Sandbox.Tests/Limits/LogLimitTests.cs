using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Sandbox.Tests.Limits;

/// <summary>A run writes so much to the host's log and no more, whatever it uses to make the host write; and a limit that was passed is always written.</summary>
public sealed class LogLimitTests
{
    private const int Limit = 4_000;

    /// <summary>What the host itself says of a run: that it failed, where, and that its output was cut.</summary>
    private const int HostsOwn = 12_000;

    [TestCase("for (let i = 0; i < 5000; i++) console.log('x'.repeat(100));")]
    [TestCase("console.log('x'.repeat(1_000_000));")]
    [TestCase("console.log('%s'.repeat(1000), ...Array(1000).fill('x'.repeat(1000)));")]
    [TestCase("for (let i = 0; i < 5000; i++) console.error({ text: 'x'.repeat(100) });")]
    [TestCase("const log = c.Logger(); for (let i = 0; i < 5000; i++) log.Error('x'.repeat(100));")]
    [TestCase("for (let i = 0; i < 5000; i++) c.Logger().info('x'.repeat(100));")]
    [TestCase("c.JSON(200, 1); for (let i = 0; i < 5000; i++) c.JSON(200, 2);")]
    [TestCase("c.JSON(200, 1); for (let i = 0; i < 5000; i++) c.Redirect(302, '/' + 'x'.repeat(100));")]
    [TestCase("for (let i = 0; i < 2000; i++) { try { fail(); } catch (e) { } }")]
    [TestCase("for (let i = 0; i < 2000; i++) { try { await failLater(); } catch (e) { } }")]
    [TestCase("throw new Error('x'.repeat(1_000_000));")]
    [TestCase("throw 'x'.repeat(1_000_000);")]
    [TestCase("const e = new Error('m'); e.name = 'x'.repeat(1_000_000); throw e;")]
    [TestCase("const e = new Error('m'); e.stack = 'x'.repeat(1_000_000); throw e;")]
    [TestCase("const f = { ['x'.repeat(100_000)]() { null.y; } }; Object.values(f)[0]();")]
    [TestCase("let e = new Error('x'.repeat(1000)); for (let i = 0; i < 1000; i++) e = new Error('x'.repeat(1000), { cause: e }); throw e;")]
    [TestCase("await Promise.reject(new Error('x'.repeat(1_000_000)));")]
    [TestCase("next = 'x'.repeat(1_000_000);")]
    [TestCase("«x»; y = ;")]
    public async Task Log_OfOneRun_IsBounded(string script)
    {
        var logs = new CapturedLogs();
        await using var world = World(logs);
        await world.RunAsync("answer(1)");
        logs.Entries.Clear();

        await world.RunAsync(script.Replace("«x»", new string('x', 100_000), StringComparison.Ordinal));

        var written = logs.Entries.Sum(entry => entry.Message.Length + (entry.Exception?.ToString().Length ?? 0));
        Assert.That(written, Is.LessThan(Limit + HostsOwn), string.Join('\n', logs.Entries.Select(entry => entry.Message[..Math.Min(200, entry.Message.Length)])));
    }

    [Test]
    public async Task Log_ThatWasCut_SaysSoOnce()
    {
        var logs = new CapturedLogs();
        await using var world = World(logs);

        await world.RunAsync("for (let i = 0; i < 500; i++) console.log('x'.repeat(100));");

        Assert.That(logs.Entries.Where(entry => entry.Id.Name == "ScriptLogLimit").Select(entry => entry.Message), Has.One.Contains("has written 4000 characters"));
    }

    [Test]
    public async Task Log_OfTheNextRun_IsNotAffected()
    {
        var logs = new CapturedLogs();
        await using var world = World(logs);
        await world.RunAsync("for (;;) console.log('x'.repeat(100));");

        await world.RunAsync("console.log('the next one');");

        Assert.That(logs.Text, Does.Contain("the next one"));
    }

    [Test]
    public async Task LimitPassed_AfterTheLogWasSpent_IsLoggedWithRunFlowNodeAndWhatWasUsed()
    {
        var logs = new CapturedLogs();
        await using var world = World(logs);

        var outcome = await world.RunAsync("for (;;) console.log('x'.repeat(100));");

        var entry = logs.Entries.Single(candidate => candidate.Id.Name == "StepFailed");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Is.EqualTo(RunErrorKind.Limit));
            Assert.That(entry.Message, Does.Match(@"Run [0-9a-f-]{36}: node n0 \(js\) of flow 'flow' failed with Limit: limit=operations value=\d+ used=\d+"));
        }
    }

    [Test]
    public async Task ErrorMessage_WithLineBreaks_CannotForgeALogEntry()
    {
        var logs = new CapturedLogs();
        await using var world = World(logs);

        await world.RunAsync("throw new Error('first\\n2026-01-01 CRITICAL forged\\u001b[2J');");

        var message = logs.Entries.Single(entry => entry.Id.Name == "StepFailed").Message;
        Assert.That(message.Contains("\n2026-01-01", StringComparison.Ordinal) || message.Contains('\u001b', StringComparison.Ordinal), Is.False, message);
    }

    private static ScriptWorld World(CapturedLogs logs) => new(
        options =>
        {
            options.Limits.MaxLogLength = Limit;
            options.Limits.MaxOperations = 200_000;
        },
        builder => builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(logs)));
}
