using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests;

/// <summary>A run that waits takes neither a place nor a thread, where no worker process holds its script world.</summary>
public sealed class WaitingTests
{
    [TestCase("await never();")]
    [TestCase("blockForever();")]
    public async Task Run_ThatWaits_TakesNoPlace(string waiting)
    {
        await using var world = new ScriptWorld(options => options.Scripts.MaxConcurrency = 1);
        using var stop = new CancellationTokenSource();
        var running = world.RunAsync(stop.Token, "reached(); " + waiting);
        await world.Probe.WhenReachedAsync(running);

        var served = await world.RunAsync("answer(1)");
        await stop.CancelAsync();
        await running;

        Assert.That(served.Body, Is.EqualTo("1"), served.ToString());
    }

    [Test]
    public async Task Loops_OnEveryProcessor_KeepNobodyWaitingUntilTheyEnd()
    {
        await using var world = new ScriptWorld(options =>
        {
            options.Scripts.MaxConcurrency = 4 * Environment.ProcessorCount;
            options.Limits.ExecutionTime = TimeSpan.FromMinutes(5);
            options.Limits.MaxOperations = long.MaxValue;
        });
        using var stop = new CancellationTokenSource();
        var loops = Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(_ => world.RunAsync(stop.Token, "reached(); for (;;);")).ToArray();
        await world.Probe.WhenReachedAsync(Task.WhenAny(loops).Unwrap());

        var served = await world.RunAsync("let n = 0; for (let i = 0; i < 9; i++) n += i; answer(n)");
        var stillLooping = loops.Count(loop => !loop.IsCompleted);
        await stop.CancelAsync();
        await Task.WhenAll(loops);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(served.Body, Is.EqualTo("36"), served.ToString());
            Assert.That(stillLooping, Is.EqualTo(loops.Length));
        }
    }

    [Test]
    public async Task QuickScript_AmongEndlessLoops_WaitsForThoseBeforeItOnly()
    {
        await using var world = new ScriptWorld(options =>
        {
            options.Scripts.MaxConcurrency = 1;
            options.Scripts.AcquireTimeout = TimeSpan.FromMinutes(1);
        });
        var load = world.Services.GetRequiredService<IScriptLoad>();
        using var stop = new CancellationTokenSource();
        using var stopLast = new CancellationTokenSource();
        var loop = world.RunAsync(stop.Token, "reached(); for (;;);");
        await world.Probe.WhenReachedAsync(loop);

        var quick = world.RunAsync("answer(1)");
        await Poll.UntilAsync(() => load.Waiting == 1);
        var last = world.RunAsync(stopLast.Token, "for (;;);");
        await Poll.UntilAsync(() => load.Waiting == 2);
        await stop.CancelAsync();
        var served = await quick;
        var lastIsOver = last.IsCompleted;
        await stopLast.CancelAsync();
        await Task.WhenAll(loop, last);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(served.Body, Is.EqualTo("1"), served.ToString());
            Assert.That(lastIsOver, Is.False);
        }
    }

    [Test]
    public async Task Runs_WaitingInGreatNumber_TakeLittleMemoryAndNoPlace()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("NFLOW_WAITING_RUNS"), out var given) ? given : 500;
        await using var world = new ScriptWorld(options => options.Scripts.MaxConcurrency = 2);
        using var stop = new CancellationTokenSource();
        await world.RunAsync("answer(1)");
        world.Publish("const data = { a: [1, 2, 3] }; await never(); answer(data);");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var runs = Enumerable.Range(0, count).Select(_ => world.RunPublishedAsync(stop.Token)).ToArray();
        var served = await world.RunAsync("answer(1)");
        var perRun = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        await stop.CancelAsync();
        await Task.WhenAll(runs);

        await TestContext.Out.WriteLineAsync($"{count} waiting runs, {perRun:N0} bytes each");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(served.Body, Is.EqualTo("1"), served.ToString());
            Assert.That(runs.Select(run => run.Result.Outcome.Status), Is.All.EqualTo(RunStatus.Cancelled));
            Assert.That(perRun, Is.LessThan(64 * 1024));
        }
    }
}
