using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Workers;

namespace NFlow.Runtime.Sandbox.Tests.Workers;

/// <summary>Worker processes come, go and are replaced; a run that loses its worker is the only one that notices.</summary>
public sealed class WorkerProcessTests
{
    [Test]
    public async Task Worker_KilledInTheMiddleOfARun_FailsThatRunAndIsReplaced()
    {
        await using var world = Host(options => options.Limits.MaxOperations = long.MaxValue / 2);
        var running = world.RunAsync("reached(); while (true) {}");
        await world.Probe.WhenReachedAsync(running);

        Process.GetProcessById(WorkersOf(world).Single()).Kill();
        var killed = await running;
        var served = await world.RunAsync("answer(1)");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(killed.Error, Is.EqualTo(RunErrorKind.Script), killed.ToString());
            Assert.That(killed.Message, Is.EqualTo("The script ended its worker process."));
            Assert.That(served.Body, Is.EqualTo("1"), served.ToString());
        }
    }

    [Test]
    public async Task Worker_KilledWhileItsRunWaitsForAHostFunction_FailsThatRun()
    {
        await using var world = Host();
        var running = world.RunAsync("reached(); await never();");
        await world.Probe.WhenReachedAsync(running);

        Process.GetProcessById(WorkersOf(world).Single()).Kill();

        Assert.That((await running).Error, Is.EqualTo(RunErrorKind.Script));
    }

    [Test]
    public async Task Run_CancelledWhileAHostFunctionRuns_EndsAtOnceAndLeavesTheWorkerUsable()
    {
        await using var world = Host();
        using var stop = new CancellationTokenSource();
        var running = world.RunAsync(stop.Token, "reached(); blockForever();");
        await world.Probe.WhenReachedAsync(running);
        var before = WorkersOf(world).Single();

        await stop.CancelAsync();
        var cancelled = await running;
        var served = await world.RunAsync("answer(1)");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cancelled.Outcome.Status, Is.EqualTo(RunStatus.Cancelled));
            Assert.That(served.Body, Is.EqualTo("1"), served.ToString());
            Assert.That(WorkersOf(world).Single(), Is.EqualTo(before), "the same process serves on");
        }
    }

    [TestCase("answer(block(new Array(50_000)).length)", "50000")]
    [TestCase("answer(block([[, , 1], new Array(20_000)])[1].length)", "20000")]
    [TestCase("Object.defineProperty(Array.prototype, 0, { get: () => log_text('seen') }); answer(block([, 1]))", """["seen",1]""")]
    public async Task HostCall_WithAnArrayOfHoles_ArrivesAsItIs(string script, string expected)
    {
        await using var world = Host();

        var outcome = await world.RunAsync(script);

        Assert.That(outcome.Body, Is.EqualTo(expected), outcome.ToString());
    }

    [Test]
    public async Task Script_ThatKeepsMoreThanItsWorkerMayHold_IsStoppedNamingTheLimit()
    {
        await using var world = Host(options =>
        {
            options.Limits.MaxMemoryBytes = 4L << 30;
            options.Limits.MaxOperations = long.MaxValue / 2;
            options.Scripts.Workers.MaxMemoryBytes = 96L << 20;
        });

        var outcome = await world.RunAsync("const all = []; while (true) all.push('x'.repeat(1000000) + all.length);");
        var served = await world.RunAsync("answer(1)");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Is.EqualTo(RunErrorKind.Limit), outcome.ToString());
            Assert.That(outcome.Message, Does.Contain("memory (bytes)"), outcome.ToString());
            Assert.That(served.Body, Is.EqualTo("1"), served.ToString());
        }
    }

    [Test]
    public async Task Run_WaitingForAHostFunction_HoldsItsWorker()
    {
        await using var world = Host(options => options.Scripts.AcquireTimeout = TimeSpan.FromMilliseconds(50));
        using var stop = new CancellationTokenSource();
        var running = world.RunAsync(stop.Token, "reached(); await never();");
        await world.Probe.WhenReachedAsync(running);

        var refused = await world.RunAsync("answer(1)");
        await stop.CancelAsync();
        await running;

        Assert.That(refused.Error, Is.EqualTo(RunErrorKind.Busy), refused.ToString());
    }

    [Test]
    public async Task Runs_BeyondTheRecyclingLimit_HaveANewProcess()
    {
        await using var world = Host(options => options.Scripts.Workers.RecycleAfterRuns = 1);
        await world.RunAsync("answer(1)");
        var first = await Until(() => WorkersOf(world).Count == 1 ? WorkersOf(world).Single() : 0);
        await world.RunAsync("answer(1)");
        var second = await Until(() => WorkersOf(world).SingleOrDefault() is var id && id != first ? id : 0);

        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Host_ThatStops_LeavesNoProcessBehind()
    {
        var world = Host();
        var running = world.RunAsync("reached(); await never();");
        await world.Probe.WhenReachedAsync(running);
        using var worker = Process.GetProcessById(WorkersOf(world).Single());

        await world.DisposeAsync();

        Assert.That((await running).Error, Is.EqualTo(RunErrorKind.Stopping));
        Assert.That(worker.HasExited, Is.True);
    }

    [Test]
    public async Task Worker_HasNothingOfItsHost()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Looks into /proc.");
        Environment.SetEnvironmentVariable("NFLOW_TEST_SECRET", "hunter2");
        await using var world = Host();
        await world.RunAsync("answer(1)");
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{WorkersOf(world).Single()}");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await File.ReadAllTextAsync($"{folder}/environ"), Does.Not.Contain("hunter2").And.Not.Contain("PATH="));
            Assert.That(new DirectoryInfo($"{folder}/cwd").LinkTarget, Is.EqualTo("/"));
            Assert.That(Directory.GetFiles($"{folder}/fd").Select(path => new FileInfo(path).LinkTarget), Has.None.Contains("socket:"));
            Assert.That(await File.ReadAllTextAsync($"{folder}/limits"), Does.Match("Max core file size +0 +0").And.Match("Max file size +0 +0"));
            Assert.That(await File.ReadAllTextAsync($"{folder}/status"), Does.Match("NoNewPrivs:\\s+1"));
        }
    }

    [Test]
    public void Worker_ThatIsMissing_IsToldWithWhatToDo()
    {
        using var folder = new TemporaryFolder();

        Assert.That(WorkerCommand.Find(new ScriptWorkerOptions(), folder.Path, out var problem), Is.Null);
        Assert.That(problem, Is.EqualTo(
            $"Scripts.Isolation is Process, but NFlow.Runtime.Worker.dll is not in {folder.Path}. Add a reference to the package NFlow.Runtime.Worker to the application, or set Scripts.Workers.Command."));
    }

    [Test]
    public void Worker_ThatHasNothingToStartWith_IsToldWithWhatToDo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "NFlow.Runtime.Worker.dll"), "");

        Assert.That(WorkerCommand.Find(new ScriptWorkerOptions(), folder.Path, out var problem), Is.Null);
        Assert.That(problem, Does.StartWith("Scripts.Isolation is Process, but the application has no *.runtimeconfig.json in ").And.EndWith("Set Scripts.Workers.Command."));
    }

    [Test]
    public async Task Workers_AreCounted_AndWhyOneIsMissingIsKnownUntilOneStarts()
    {
        await using var world = Host(options => options.Scripts.Workers.RecycleAfterRuns = 1);
        await world.RunAsync("answer(1)");
        var workers = (IScriptWorkers)world.Services.GetRequiredService<IScriptEngine>();
        await Until(() => (int)workers.Ended);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await world.RunAsync("answer(2)")).Body, Is.EqualTo("2"));
            Assert.That(workers.Problem, Is.Null);
            Assert.That(workers.Capacity, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Worker_ThatCannotStart_IsBusyAndNeverHangs()
    {
        await using var world = Host(options =>
        {
            options.Scripts.Preload = 0;
            options.Scripts.Workers.Command.Add("/nowhere/worker");
        });

        var outcome = await world.RunAsync("answer(1)");

        var workers = (IScriptWorkers)world.Services.GetRequiredService<IScriptEngine>();
        Assert.That(outcome.Error, Is.EqualTo(RunErrorKind.Busy), outcome.ToString());
        Assert.That(outcome.Outcome.Error!.Detail, Does.Contain("/nowhere/worker"));
        Assert.That(workers.Problem, Does.Contain("/nowhere/worker"));
        Assert.That(workers.Alive, Is.Zero);
    }

    private static ScriptWorld Host(Action<NFlowOptions>? configure = null) => new(options =>
    {
        SharedWorld.Isolate(options, ScriptIsolation.Process);
        options.Scripts.Workers.MaxProcesses = 1;
        configure?.Invoke(options);
    });

    private static IReadOnlyList<int> WorkersOf(ScriptWorld world) =>
        [.. ((WorkerScriptEngine)world.Services.GetRequiredService<IScriptEngine>()).Pool.List().Select(worker => worker.Id)];

    private static async Task<int> Until(Func<int> find)
    {
        int found;
        while ((found = find()) == 0)
            await Task.Yield();
        return found;
    }
}
