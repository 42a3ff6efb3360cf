using System.Diagnostics;
using Microsoft.ClearScript.V8;

namespace NFlow.Runtime.V8Probe;

/// <summary>What isolates and contexts hold while they live, and what is left after they are gone.</summary>
internal static class MemoryProbe
{
    public static void Run()
    {
        Console.WriteLine("| kept | count | resident KB each | resident MB before | with | after disposal | threads |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        using (var warm = new V8Runtime())
        using (var engine = World.NewContext(warm))
            engine.Execute("1");

        Measure("isolate with one context", 50, () =>
        {
            var runtime = new V8Runtime();
            var engine = World.NewContext(runtime);
            engine.Execute("var x = 1");
            return [engine, runtime];
        });
        using var shared = new V8Runtime();
        Measure("context of a shared isolate", 200, () =>
        {
            var engine = World.NewContext(shared);
            engine.Execute("var x = 1");
            return [engine];
        });
        Measure("frozen context of a shared isolate", 200, () =>
        {
            var engine = World.NewContext(shared);
            engine.Execute(World.Freeze);
            return [engine];
        });
        shared.CollectGarbage(exhaustive: true);
    }

    private static void Measure(string what, int count, Func<IDisposable[]> create)
    {
        var before = Resident();
        var kept = Enumerable.Range(0, count).SelectMany(_ => create()).ToArray();
        var with = Resident();
        using var process = Process.GetCurrentProcess();
        var threads = process.Threads.Count;
        foreach (var disposable in kept)
            disposable.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Console.WriteLine($"| {what} | {count} | {(with - before) / 1024.0 / count:F0} | {before / 1048576.0:F0} | {with / 1048576.0:F0} | {Resident() / 1048576.0:F0} | {threads} |");
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
