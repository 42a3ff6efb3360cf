using System.Diagnostics;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;
using NFlow.Runtime.Benchmarks.Support;

namespace NFlow.Runtime.V8Probe;

/// <summary>Processor time of a run in each kind of world; the same scripts as the benchmarks of the engine.</summary>
internal static class CostProbe
{
    public static void Run()
    {
        Console.WriteLine($"{TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm}, {WorkloadKit.Source}");
        Console.WriteLine();
        Console.WriteLine("CPU µs per run, all threads of the process; elapsed µs in brackets.");
        Console.WriteLine();
        Console.WriteLine("| workload | fresh isolate | fresh context | fresh context, frozen | pooled context, frozen, cleaned | pooled context, not reset |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var name in (string[])["hello", "form", "compute"])
        {
            var step = World.Wrap(WorkloadKit.Load(name).Steps[0]);
            Console.WriteLine($"| {name} | {FreshIsolate(step)} | {FreshContext(step, "0;")} | {FreshContext(step, World.Freeze)} | {PooledFrozen(step)} | {Pooled(step)} |");
        }
    }

    private static string FreshIsolate(string step) => Measure(100, () =>
    {
        using var runtime = new V8Runtime();
        using var engine = World.NewContext(runtime);
        Call(engine, engine.Evaluate(step), engine.Evaluate(World.Host));
    });

    private static string FreshContext(string step, string prelude)
    {
        using var runtime = new V8Runtime();
        using var script = runtime.Compile("step.js", step);
        using var first = runtime.Compile("prelude.js", prelude);
        using var host = runtime.Compile("host.js", World.Host);
        return Measure(200, () =>
        {
            using var engine = World.NewContext(runtime);
            engine.Execute(first);
            Call(engine, engine.Evaluate(script), engine.Evaluate(host));
        });
    }

    private static string PooledFrozen(string step)
    {
        using var runtime = new V8Runtime();
        using var script = runtime.Compile("step.js", step);
        using var host = runtime.Compile("host.js", World.Host);
        using var engine = World.NewContext(runtime);
        engine.Execute(World.Freeze);
        var clean = (ScriptObject)engine.Evaluate(World.Clean);
        return Measure(3_000, () =>
        {
            Call(engine, engine.Evaluate(script), engine.Evaluate(host));
            if (clean.Invoke(false) is not true)
                throw new InvalidOperationException("The context cannot be cleaned.");
        });
    }

    private static string Pooled(string step)
    {
        using var runtime = new V8Runtime();
        using var engine = World.NewContext(runtime);
        var function = engine.Evaluate(step);
        var host = engine.Evaluate(World.Host);
        return Measure(3_000, () => Call(engine, function, host));
    }

    private static void Call(V8ScriptEngine engine, object function, object host)
    {
        if (((ScriptObject)function).Invoke(false, host, Undefined.Value) is not string { Length: > 0 })
            throw new InvalidOperationException("The script did not answer.");
        GC.KeepAlive(engine);
    }

    private static string Measure(int runs, Action run)
    {
        for (var i = 0; i < Math.Min(runs, 300); i++)
            run();
        var rounds = new List<(double Cpu, double Elapsed)>();
        for (var round = 0; round < 3; round++)
        {
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < runs; i++)
                run();
            var elapsed = watch.Elapsed;
            process.Refresh();
            rounds.Add(((process.TotalProcessorTime - before).TotalMicroseconds / runs, elapsed.TotalMicroseconds / runs));
        }

        return $"{rounds.Min(round => round.Cpu):F0} ({rounds.Min(round => round.Elapsed):F0})";
    }
}
