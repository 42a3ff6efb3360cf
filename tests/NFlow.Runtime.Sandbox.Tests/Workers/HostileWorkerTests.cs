using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests.Workers;

/// <summary>Whatever a worker sends, the server ends it, answers the run with an error, and goes on serving.</summary>
public sealed class HostileWorkerTests
{
    private static IEnumerable<string> Mischief => HostileWorker.All;

    [TestCaseSource(nameof(Mischief))]
    public async Task Worker_ThatBreaksTheProtocol_FailsItsRunOnly(string mischief)
    {
        await using var world = Host(mischief);

        var first = await world.RunAsync("function main() { return {}; }");
        var second = await world.RunAsync("function main() { return {}; }");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Error, Is.EqualTo(RunErrorKind.Script).Or.EqualTo(RunErrorKind.Limit), first.ToString());
            Assert.That(second.Error, Is.EqualTo(first.Error), "the next run has a new worker, as bad as the first");
            Assert.That(first.Message, Does.StartWith("The script ended its worker process.").Or.StartWith("Script execution exceeded resource limits:"));
        }
    }

    private static ScriptWorld Host(string mischief) => new(options =>
    {
        SharedWorld.Isolate(options, ScriptIsolation.Process);
        options.Scripts.Workers.MaxProcesses = 1;
        options.Limits.MaxOperations = 100_000;
        options.Limits.ExecutionTime = TimeSpan.FromSeconds(1);
        foreach (var part in new[] { "dotnet", "exec", typeof(HostileWorker).Assembly.Location, HostileWorker.Argument, mischief })
            options.Scripts.Workers.Command.Add(part);
    });
}
