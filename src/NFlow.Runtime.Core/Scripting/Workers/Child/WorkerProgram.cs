using System.Diagnostics;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting.Jint;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>A worker process, from its first frame to its last. It ends when its server does: then its input ends.</summary>
internal static class WorkerProgram
{
    /// <summary>Serves until the input ends.</summary>
    /// <returns>Exit code.</returns>
    public static int Run()
    {
        // First of all: it may start this program anew.
        var isConfined = ProcessConfinement.Apply();
        var frames = new FrameStream(Console.OpenStandardInput(), Console.OpenStandardOutput());
        // Whatever writes to the console by mistake must not write into the protocol.
        Console.SetOut(TextWriter.Null);
        Console.SetIn(TextReader.Null);

        if (frames.Read(static kind => kind == FrameKind.Hello ? int.MaxValue : -1, out _) is not { } fields)
            return 0;
        var hello = WorkerHello.Read(fields);
        var link = new HostLink(frames);
        var engine = CreateEngine(hello, link, frames);
        var session = new WorkerSession(engine, link, frames);
        ScriptWarmUp.Run(engine);
        using (var ready = new FrameWriter(FrameKind.Ready))
            frames.Write(ready.Int(WorkerHello.CurrentVersion).Flag(isConfined));
        session.Serve();
        return 0;
    }

    /// <summary>Ends the process; the server reads its last words.</summary>
    public static void GiveUp(Exception exception)
    {
        Console.Error.WriteLine(exception);
        Process.GetCurrentProcess().Kill();
    }

    private static JintScriptEngine CreateEngine(WorkerHello hello, HostLink link, FrameStream frames)
    {
        var options = Options.Create(new NFlowOptions());
        Copy(hello.Limits, options.Value.Limits);
        Copy(hello.Analysis, options.Value.Analysis);
        return new JintScriptEngine(
            ProxySurface.Create(hello, link),
            new JintScriptAnalyzer(options),
            options,
            TimeProvider.System,
            new LineLogger<JintScriptEngine>(frames))
        {
            HeapLimit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        };
    }

    private static void Copy<T>(T from, T to)
    {
        foreach (var property in typeof(T).GetProperties().Where(property => property.CanWrite))
            property.SetValue(to, property.GetValue(from));
        if (from is ScriptAnalysisOptions source && to is ScriptAnalysisOptions target)
            foreach (var pattern in source.AllowedPatterns)
                target.AllowedPatterns.Add(pattern);
    }
}
