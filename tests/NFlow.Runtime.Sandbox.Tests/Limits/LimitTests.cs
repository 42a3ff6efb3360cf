using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests.Limits;

/// <summary>Limits are named, span the nodes and awaits of a run, and cannot be caught.</summary>
[TestFixture(ScriptIsolation.None)]
[TestFixture(ScriptIsolation.Process)]
public sealed class LimitTests(ScriptIsolation isolation)
{
    [TestCase("while (true) {}", "operations")]
    [TestCase("const a = []; while (true) a.push([1, 2, 3]);", "memory (bytes)")]
    [TestCase("function f() { return f() + 1; } f();", "recursion depth")]
    [TestCase("/(a+)+$/.test('a'.repeat(40) + 'b');", "regular expression time (ms)")]
    [TestCase("new Array(200000).fill(0);", "array length")]
    [TestCase("answer('x'.repeat(20000))", "response size (bytes)")]
    [TestCase("await never();", "run deadline (ms)")]
    public async Task Run_BeyondALimit_FailsNamingLimitAndValue(string script, string limit)
    {
        await using var world = World(options =>
        {
            options.Limits.MaxOperations = 300_000;
            options.Limits.MaxMemoryBytes = 4 << 20;
            options.Limits.MaxRecursionDepth = 50;
            options.Limits.MaxArrayLength = 100_000;
            options.Limits.MaxResponseBytes = 10_000;
            if (limit == "run deadline (ms)")
                options.Limits.RunDeadline = TimeSpan.FromSeconds(2);
        });

        var outcome = await world.RunAsync(script);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Is.EqualTo(RunErrorKind.Limit), outcome.ToString());
            Assert.That(outcome.Message, Does.StartWith("Script execution exceeded resource limits: "));
            if (limit != "run deadline (ms)")
                Assert.That(outcome.Message, Does.Contain(limit));
        }
    }

    [Test]
    public async Task Operations_OfAllNodes_AreOneBudget()
    {
        await using var world = World(options => options.Limits.MaxOperations = 30_000);
        const string Part = "for (let i = 0; i < 10000; i++) payload.n = i;";

        var one = await world.RunAsync(Part);
        var four = await world.RunAsync(Part, Part, Part, Part);

        Assert.That((one.Error, four.Error), Is.EqualTo(((RunErrorKind?)null, RunErrorKind.Limit)), $"{one} / {four}");
    }

    [Test]
    public async Task Operations_AcrossAwaits_AreOneBudget()
    {
        await using var world = World(options => options.Limits.MaxOperations = 30_000);

        var outcome = await world.RunAsync("for (;;) { for (let i = 0; i < 1000; i++) payload.n = i; await later(1); }");

        Assert.That(outcome.Error, Is.EqualTo(RunErrorKind.Limit), outcome.ToString());
    }

    [Test]
    public async Task Script_KilledWhileItRuns_StopsAtOnce()
    {
        await using var world = World(options => options.Limits.MaxOperations = long.MaxValue / 2);
        using var stop = new CancellationTokenSource();

        var running = world.RunAsync(stop.Token, "reached(); while (true) { try { while (true) {} } catch (e) {} }");
        await world.Probe.WhenReachedAsync(running);
        await stop.CancelAsync();

        Assert.That((await running).Outcome.Status, Is.EqualTo(RunStatus.Cancelled));
    }

    [Test]
    public async Task Script_KilledWhileItWaits_StopsAtOnce()
    {
        await using var world = World();
        using var stop = new CancellationTokenSource();

        var running = world.RunAsync(stop.Token, "reached(); await never();");
        await world.Probe.WhenReachedAsync(running);
        await stop.CancelAsync();

        Assert.That((await running).Outcome.Status, Is.EqualTo(RunStatus.Cancelled));
    }

    [Test]
    public async Task Run_WhenAllPlacesAreTaken_IsBusyAndSaysWhenToTryAgain()
    {
        await using var world = World(options =>
        {
            options.Scripts.MaxConcurrency = 1;
            options.Scripts.Workers.MaxProcesses = 1;
            options.Scripts.AcquireTimeout = TimeSpan.FromMilliseconds(50);
            options.Limits.MaxOperations = long.MaxValue / 2;
        });
        using var stop = new CancellationTokenSource();
        var running = world.RunAsync(stop.Token, "reached(); while (true) {}");
        await world.Probe.WhenReachedAsync(running);

        var refused = await world.RunAsync("answer(1)");
        await stop.CancelAsync();
        await running;
        var served = await world.RunAsync("answer(1)");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Error, Is.EqualTo(RunErrorKind.Busy), refused.ToString());
            Assert.That(refused.Outcome.Error!.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(served.Body, Is.EqualTo("1"), served.ToString());
        }
    }

    [Test]
    public async Task FailedHostCalls_GiveTheirPlacesBack()
    {
        await using var world = World(options => options.Scripts.MaxConcurrency = 2);
        for (var i = 0; i < 50; i++)
            await world.RunAsync(i % 2 == 0 ? "fail()" : "await failLater()");

        Assert.That((await world.RunAsync("answer(1)")).Body, Is.EqualTo("1"));
    }

    private ScriptWorld World(Action<NFlowOptions>? configure = null) => new(options =>
    {
        SharedWorld.Isolate(options, isolation);
        configure?.Invoke(options);
    });
}
