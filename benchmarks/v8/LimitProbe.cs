using System.Diagnostics;
using System.Text.Json;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;

namespace NFlow.Runtime.V8Probe;

/// <summary>Attacks against V8 with every limit that ClearScript offers, each in a child process, because what is measured is whether the process survives.</summary>
internal static class LimitProbe
{
    private const int InterruptAfterMs = 500;
    private const int KillAfterMs = 10_000;
    private const ulong HeapBytes = 64 << 20;

    private static readonly (string Name, string Script)[] Own =
    [
        ("endless loop", "while (true) {}"),
        ("endless loop that catches", "for (;;) { try { while (true) {} } catch (e) {} finally {} }"),
        ("endless promise jobs", "(function again() { Promise.resolve().then(again); })()"),
        ("backtracking regular expression", "/^(a+)+$/.test('a'.repeat(40) + '!')"),
        ("deep recursion", "(function f() { return f() + 1; })()"),
        ("array of objects", "var a = []; while (true) a.push({ x: a.length, y: [a.length] });"),
        ("array of strings", "var a = []; while (true) a.push('x'.repeat(1000) + a.length);"),
        ("string doubling", "var s = 'x'; while (true) s += s + s.length;"),
        ("one big array", "new Array(5e7).fill(0).map(function (x, i) { return { i: i }; });"),
        ("one big string, flattened", "var s = 'x'.repeat(2 ** 28); s.split('').length;"),
        ("array buffers", "var a = []; while (true) a.push(new ArrayBuffer(1 << 20));"),
        ("typed arrays at once", "new Float64Array(2 ** 27).fill(1)"),
        ("Map that grows", "var m = new Map(); for (var i = 0; ; i++) m.set(i, i);"),
        ("JSON of a shared graph", "var o = [1]; for (var i = 0; i < 26; i++) o = [o, o]; JSON.stringify(o).length"),
        ("BigInt product", "var n = 3n ** 3000000n; n * n > 1n"),
        ("sort with a slow comparer", "new Array(1e6).fill(0).map(Math.random).sort(function (a, b) { for (var i = 0; i < 1000; i++); return a - b; })"),
        ("sparse join", "var a = []; a.length = 4e8; a.join(',')"),
    ];

    public static async Task RunAllAsync(string? attacks)
    {
        var all = Own.ToList();
        if (attacks is not null)
            using (var document = JsonDocument.Parse(await File.ReadAllBytesAsync(attacks)))
                all.AddRange(document.RootElement.EnumerateArray().Select(attack => (attack.GetProperty("name").GetString()!, attack.GetProperty("script").GetString()!)));

        Console.WriteLine("| attack | what happened | ms | peak MB | engine usable after |");
        Console.WriteLine("|---|---|---|---|---|");
        var died = 0;
        var hung = 0;
        foreach (var (name, script) in all)
        {
            var file = Path.GetTempFileName();
            await File.WriteAllTextAsync(file, script);
            var result = await RunChildAsync(file);
            File.Delete(file);
            died += result.StartsWith("DIED", StringComparison.Ordinal) ? 1 : 0;
            hung += result.StartsWith("HUNG", StringComparison.Ordinal) ? 1 : 0;
            Console.WriteLine($"| {name} | {result} |");
        }

        Console.WriteLine();
        Console.WriteLine($"{all.Count} attacks: {died} ended the process, {hung} were not stopped within {KillAfterMs / 1000} s.");
    }

    public static void RunOne(string script)
    {
        var constraints = new V8RuntimeConstraints { MaxOldSpaceSize = 256, MaxNewSpaceSize = 16, HeapExpansionMultiplier = 2, MaxArrayBufferAllocation = HeapBytes };
        using var runtime = new V8Runtime("probe", constraints)
        {
            MaxHeapSize = (UIntPtr)HeapBytes,
            HeapSizeSampleInterval = TimeSpan.FromMilliseconds(5),
            HeapSizeViolationPolicy = V8RuntimeViolationPolicy.Interrupt,
            MaxStackUsage = 512 << 10,
        };
        using var engine = runtime.CreateScriptEngine(V8ScriptEngineFlags.DisableGlobalMembers);
        using var timer = TimeProvider.System.CreateTimer(_ => engine.Interrupt(), null, TimeSpan.FromMilliseconds(InterruptAfterMs), Timeout.InfiniteTimeSpan);
        var watch = Stopwatch.StartNew();
        string what;
        try
        {
            engine.Execute("function __caught() {}");
            engine.Evaluate("(function () {\n" + script + "\n})()");
            what = "ended by itself";
        }
        catch (ScriptInterruptedException exception)
        {
            what = $"interrupted: {First(exception.Message)}";
        }
        catch (ScriptEngineException exception)
        {
            what = First(exception.Message);
        }

        var elapsed = watch.ElapsedMilliseconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{what} | {elapsed} | {process.PeakWorkingSet64 / 1048576} | {IsUsable(runtime, engine)}");
    }

    private static string IsUsable(V8Runtime runtime, V8ScriptEngine engine)
    {
        try
        {
            runtime.CollectGarbage(exhaustive: true);
            return engine.Evaluate("1 + 1") is 2 ? "yes" : "no";
        }
        catch (Exception exception)
        {
            return $"no: {First(exception.Message)}";
        }
    }

    private static async Task<string> RunChildAsync(string file)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["limit", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = child.StandardOutput.ReadToEndAsync();
        var error = child.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(KillAfterMs), TimeProvider.System);
        var peak = 0L;
        try
        {
            while (!child.HasExited)
            {
                peak = Math.Max(peak, Resident(child));
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
            return $"HUNG | {KillAfterMs} | {peak / 1048576} | no";
        }

        await child.WaitForExitAsync(CancellationToken.None);
        var text = (await output).Trim();
        return child.ExitCode == 0 && text.Length > 0 ? text
            : $"DIED with code {child.ExitCode}: {First((await error).Trim())} | | {peak / 1048576} | no";
    }

    private static long Resident(Process child)
    {
        try
        {
            child.Refresh();
            return child.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended between two looks.
            return 0;
        }
    }

    private static string First(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\n', '|');
        if (end >= 0)
            line = line[..end];
        return line.Length > 90 ? $"{line[..90]}…" : line.ToString();
    }
}
