using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Workers;

namespace NFlow.Runtime.Sandbox.Tests.Workers;

/// <summary>A program that starts and never speaks, in the place of a worker: its time to start is all it gets.</summary>
[Platform("Linux")]
public sealed class SilentWorkerTests
{
    /// <summary>A number that no other program has among its arguments.</summary>
    private readonly string _mark = Random.Shared.NextInt64(1_000_000_000_000_000, 10_000_000_000_000_000).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<TestCaseData<Func<string, string[]>>> Silent =>
    [
        new(mark => ["grep", mark]) { TestName = "{m}(reads all)" },
        new(mark => ["sleep", "86400", mark]) { TestName = "{m}(does not even read)" },
        new(mark => ["sh", "-c", $"sleep 86400 {mark}; exit"]) { TestName = "{m}(waits for another program)" },
    ];

    [TestCaseSource(nameof(Silent))]
    public async Task Request_ToASilentWorker_IsRefusedAndTheProgramKilled(Func<string, string[]> program)
    {
        await using var world = Host(TimeSpan.FromMilliseconds(100), program(_mark));

        var first = await world.RunAsync("answer(1)");
        await UntilNothingRuns();
        var second = await world.RunAsync("answer(1)");
        await UntilNothingRuns();

        var workers = (IScriptWorkers)world.Services.GetRequiredService<IScriptEngine>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Error, Is.EqualTo(RunErrorKind.Busy), first.ToString());
            Assert.That(first.Outcome.Error!.Detail, Is.EqualTo("it was not ready within 00:00:00.1000000 (Scripts.Workers.StartTimeout)."));
            Assert.That(second.Outcome.Error, Has.Property("Detail").EqualTo(first.Outcome.Error.Detail));
            Assert.That((workers.Problem, workers.Alive), Is.EqualTo((first.Outcome.Error.Detail, 0)));
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task Requests_ThatAllWaitForASilentWorker_AreAllRefusedOnceItIsGivenUp(int processes)
    {
        await using var world = Host(TimeSpan.FromMilliseconds(100), ["grep", _mark], processes);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.RunAsync("answer(1)")));

        Assert.That(outcomes.Select(outcome => outcome.Outcome.Error?.Detail), Is.All.EqualTo("it was not ready within 00:00:00.1000000 (Scripts.Workers.StartTimeout)."));
    }

    [Test]
    public async Task Host_WhoseWorkerIsPutRight_ServesAtTheNextRequest()
    {
        using var folder = new TemporaryFolder();
        var good = Path.Combine(folder.Path, "good");
        var command = string.Join(' ', WorkerCommand.Find(new ScriptWorkerOptions(), out _)!.Select(part => $"'{part}'"));
        await using var world = Host(TimeSpan.FromMilliseconds(100), ["sh", "-c", $"test -e {good} && exec {command}; exec grep {_mark}"]);
        var refused = await world.RunAsync("answer(1)");

        await File.WriteAllTextAsync(good, "");
        world.Services.GetRequiredService<IOptions<NFlowOptions>>().Value.Scripts.Workers.StartTimeout = TimeSpan.FromMinutes(1);
        var served = await world.RunAsync("answer(1)");

        Assert.That((refused.Error, served.Body), Is.EqualTo(((RunErrorKind?)RunErrorKind.Busy, "1")), served.ToString());
    }

    [Test]
    public async Task Host_ThatStopsMeanwhile_DoesNotWaitForItAndLeavesNoProcessBehind()
    {
        var world = Host(TimeSpan.FromDays(1), ["grep", _mark]);
        var running = world.RunAsync("answer(1)");
        while (!Running().Any())
            await Task.Yield();

        await world.DisposeAsync();

        Assert.That((await running).Error, Is.EqualTo(RunErrorKind.Stopping));
        Assert.That(Running(), Is.Empty);
    }

    private IEnumerable<string> Running() => Directory.EnumerateDirectories("/proc").Where(folder => ReadCommand(folder).Contains(_mark, StringComparison.Ordinal));

    private async Task UntilNothingRuns()
    {
        while (Running().Any())
            await Task.Yield();
    }

    private static string ReadCommand(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is no process, or has ended meanwhile.
            return "";
        }
    }

    private static ScriptWorld Host(TimeSpan startTimeout, string[] command, int processes = 1) => new(options =>
    {
        SharedWorld.Isolate(options, ScriptIsolation.Process);
        options.Scripts.Preload = 0;
        options.Scripts.AcquireTimeout = TimeSpan.FromMinutes(1);
        options.Scripts.Workers.StartTimeout = startTimeout;
        options.Scripts.Workers.MaxProcesses = processes;
        foreach (var part in command)
            options.Scripts.Workers.Command.Add(part);
    });
}
