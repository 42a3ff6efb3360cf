using System.Diagnostics;
using NFlow.Runtime.Scale.Load;
using NFlow.Runtime.Scale.Server;

namespace NFlow.Runtime.Scale.Checks;

/// <summary>Do 10,000 forms wait over real HTTP at the same time, and does each end with its own answers? What does one cost in memory while it waits?</summary>
internal static class WaitingForms
{
    private const int Parallel = 32;

    public static async Task RunAsync(string folder, int forms)
    {
        Console.WriteLine("| sessions in | forms waiting | heap bytes per waiting form | resident MB before | waiting | after | start s | first answer s | second answer s | ended with their own answers |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        await RunAsync("memory", "memory", forms);
        await RunAsync("SQLite", Path.Combine(folder, "waiting.db"), forms);
    }

    private static async Task RunAsync(string name, string store, int forms)
    {
        await using var server = await ServerProcess.StartAsync(store);
        await Figures.ForAllAsync(200, Parallel, async _ =>
        {
            var browser = new Browser(server.Http);
            await browser.StartAsync();
            await browser.AnswerItemAsync("warm");
            await browser.AnswerCityAsync("up", "warm");
        });
        var before = await server.SampleAsync();

        var browsers = Enumerable.Range(0, forms).Select(_ => new Browser(server.Http)).ToArray();
        var started = await TimeAsync(i => browsers[i].StartAsync());
        var first = await TimeAsync(i => browsers[i].AnswerItemAsync($"item{i}"));
        var waiting = await server.SampleAsync();
        // A form that ends with anything else throws and ends the program.
        var second = await TimeAsync(i => browsers[i].AnswerCityAsync($"city{i}", $"item{i}"));
        var after = await server.SampleAsync();
        Console.WriteLine($"| {name} | {forms:N0} | {(waiting.Heap - before.Heap) / forms:N0} | {Mega(before)} | {Mega(waiting)} | {Mega(after)} | {started:F1} | {first:F1} | {second:F1} | {forms:N0} |");

        async Task<double> TimeAsync(Func<int, Task> work)
        {
            var watch = Stopwatch.StartNew();
            await Figures.ForAllAsync(forms, Parallel, work);
            return watch.Elapsed.TotalSeconds;
        }
    }

    private static string Mega(MemorySample sample) => $"{sample.Resident / 1048576.0:F0}";
}
