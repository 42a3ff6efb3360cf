using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using NFlow.Runtime.Scale.Load;
using NFlow.Runtime.Scale.Server;

namespace NFlow.Runtime.Scale.Checks;

/// <summary>
/// Does memory stay flat under a mix of greetings, forms, forks, failing runs and runs that exceed a limit? SQLite, tracker on, bounded load.
/// Prints a line per minute; the verdict compares the medians of the first and the last third.
/// </summary>
/// <remarks>
/// The users of the form come back, as users do. With new ones only, two caches would still be filling after ten minutes:
/// proved cookies (20,000 of some 800 bytes) and positions in logs (50,000 of some 200 bytes).
/// </remarks>
internal static class Soak
{
    private const int Clients = 4;
    private const int UsersPerClient = 50;

    /// <summary>What a third may be above another before it counts as growth: caches fill, the allocator keeps pages.</summary>
    private const double Tolerance = 1.10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static async Task<bool> RunAsync(string folder, int minutes)
    {
        await using var server = await ServerProcess.StartAsync(Path.Combine(folder, "soak.db"), withTracker: true);
        var counts = new ConcurrentDictionary<string, int>();
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(i => Task.Run(() => DriveAsync(server.Http, i, counts, stop.Token))).ToArray();
        Console.WriteLine("| second | resident MB | heap MB | threads | runs going on | CPU s | requests |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var samples = new List<MemorySample>();
        var watch = Stopwatch.StartNew();
        // Every ten seconds, so that a third has enough samples for a median; printed once a minute.
        for (var i = 1; i <= minutes * 6 && !clients.Any(client => client.IsFaulted); i++)
        {
            var next = TimeSpan.FromSeconds(i * 10) - watch.Elapsed;
            await Task.Delay(next > TimeSpan.Zero ? next : TimeSpan.Zero, TimeProvider.System);
            var sample = await server.SampleAsync();
            samples.Add(sample);
            if (i % 6 == 0)
                Console.WriteLine($"| {watch.Elapsed.TotalSeconds:F0} | {Mega(sample.Resident)} | {Mega(sample.Heap)} | {sample.Threads} | {sample.Runs} | {sample.CpuSeconds:F1} | {counts.Values.Sum():N0} |");
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Console.WriteLine();
        Console.WriteLine($"requests by kind: {string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value:N0}"))}");
        return Verdict("heap", samples, sample => sample.Heap) & Verdict("resident", samples, sample => sample.Resident);
    }

    private static async Task DriveAsync(HttpClient http, int client, ConcurrentDictionary<string, int> counts, CancellationToken stop)
    {
        var users = Enumerable.Range(0, UsersPerClient).Select(_ => new Browser(http)).ToArray();
        // Neighbouring clients do different things at the same moment.
        for (var i = client * 5; !stop.IsCancellationRequested; i++)
        {
            switch (i % 20)
            {
                case 3 or 13:
                    await WizardAsync(users[i / 10 % UsersPerClient], $"{client}.{i}", counts);
                    break;
                case 5 or 15:
                    await ExpectAsync(http, "/fork", HttpStatusCode.OK, counts);
                    break;
                case 7 or 17:
                    await ExpectAsync(http, "/fail", HttpStatusCode.InternalServerError, counts);
                    break;
                case 9 when i % 100 == 9:
                    await ExpectAsync(http, "/loop", HttpStatusCode.RequestTimeout, counts);
                    break;
                case 19 when i % 100 == 59:
                    await ExpectAsync(http, "/hog", HttpStatusCode.RequestTimeout, counts);
                    break;
                default:
                    await ExpectAsync(http, "/hello", HttpStatusCode.OK, counts);
                    break;
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task WizardAsync(Browser browser, string who, ConcurrentDictionary<string, int> counts)
    {
        await browser.StartAsync();
        await browser.AnswerItemAsync("item" + who);
        await browser.AnswerCityAsync("city" + who, "item" + who);
        counts.AddOrUpdate("/order (three requests each)", 1, static (_, count) => count + 1);
    }

    private static async Task ExpectAsync(HttpClient http, string path, HttpStatusCode status, ConcurrentDictionary<string, int> counts)
    {
        using var response = await http.GetAsync(path);
        if (response.StatusCode != status)
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}; expected {(int)status}.");
        counts.AddOrUpdate(path, 1, static (_, count) => count + 1);
    }

    private static bool Verdict(string what, List<MemorySample> samples, Func<MemorySample, long> read)
    {
        var third = samples.Count / 3;
        var thirds = Enumerable.Range(0, 3).Select(i => Figures.Median(samples.Skip(i * third).Take(third).Select(sample => (double)read(sample)))).ToArray();
        var isFlat = thirds[2] <= thirds[0] * Tolerance;
        Console.WriteLine($"{what}: medians of the thirds {string.Join(", ", thirds.Select(value => $"{value / 1048576:F1} MB"))}: {(isFlat ? "flat" : "GROWS")}");
        return isFlat;
    }

    private static string Mega(long bytes) => $"{bytes / 1048576.0:F1}";
}
