using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Scale.Server;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Scale.Checks;

/// <summary>Do 10,000 runs await a host call at the same time without a thread each? What does one cost in memory? Engine only: sockets are the host's.</summary>
internal static class AwaitingRuns
{
    public static async Task RunAsync(int count)
    {
        Console.WriteLine("| runs awaiting | heap bytes per run | resident bytes per run | threads before | threads while waiting | start s | end s | completed |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        await RoundAsync(100, print: false);
        await RoundAsync(count, print: true);
    }

    private static async Task RoundAsync(int count, bool print)
    {
        var gate = new GateApi();
        var collection = new ServiceCollection().AddLogging();
        collection.AddSingleton<IHostApi>(gate);
        await using var services = collection.AddNFlowCore(options => options.Limits.RunDeadline = TimeSpan.FromHours(1)).Services.BuildServiceProvider();
        services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", ScaleApp.Document().ToUtf8(), ""));
        var engine = services.GetRequiredService<IWorkflowEngine>();
        var runs = services.GetRequiredService<IProcessRegistry>();
        await engine.RunAsync(new WorkflowRequest { Path = "/hello" }, new WorkflowResponse(), services, CancellationToken.None);

        var before = Sample(runs);
        var watch = Stopwatch.StartNew();
        var running = Enumerable.Range(0, count)
            .Select(_ => Task.Run(() => engine.RunAsync(new WorkflowRequest { Path = "/gate" }, new WorkflowResponse(), services, CancellationToken.None).AsTask()))
            .ToArray();
        while (gate.Entered < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var start = watch.Elapsed.TotalSeconds;
        var waiting = Sample(runs);

        watch.Restart();
        gate.Open();
        var reports = await Task.WhenAll(running);
        var completed = reports.Count(report => report.Outcome.Status == RunStatus.Completed);
        if (print)
            Console.WriteLine($"| {waiting.Runs:N0} | {(waiting.Heap - before.Heap) / count:N0} | {(waiting.Resident - before.Resident) / count:N0} | {before.Threads} | {waiting.Threads} | {start:F1} | {watch.Elapsed.TotalSeconds:F1} | {completed:N0} |");
    }

    private static MemorySample Sample(IProcessRegistry runs) => ScaleServer.Sample(runs);
}
