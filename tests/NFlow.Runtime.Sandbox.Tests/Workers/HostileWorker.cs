using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Sandbox.Tests.Workers;

/// <summary>A worker process in the hands of somebody who means harm: it has broken out of the script engine and says to the server what it likes.</summary>
internal static class HostileWorker
{
    public const string Argument = "hostile-worker";

    /// <summary>What such a worker can do to its server, by name.</summary>
    private static readonly Dictionary<string, Action<Connection>> Mischief = new(StringComparer.Ordinal)
    {
        ["says it sends two gigabytes"] = worker => worker.Output.Write([0xff, 0xff, 0xff, 0x7f, (byte)FrameKind.Done]),
        ["says it sends less than nothing"] = worker => worker.Output.Write([0xff, 0xff, 0xff, 0xff, (byte)FrameKind.Done]),
        ["sends half a frame and goes"] = worker =>
        {
            worker.Output.Write([100, 0, 0, 0, (byte)FrameKind.Done, 1]);
            Environment.Exit(0);
        },
        ["sends noise"] = worker =>
        {
            var noise = new byte[100_000];
            new Random(1).NextBytes(noise);
            worker.Output.Write(noise);
        },
        ["sends a frame meant for workers"] = worker => worker.Send(FrameKind.Begin, static frame => frame.Int(1)),
        ["is ready again"] = worker => worker.Send(FrameKind.Ready, static frame => frame.Int(99).Flag(true)),
        ["calls a function that does not exist"] = worker => worker.Send(FrameKind.Call, static frame => frame.Int(1).Int(1_000_000).Int(0)),
        ["calls a function of negative number"] = worker => worker.Send(FrameKind.Call, static frame => frame.Int(1).Int(-1).Int(0)),
        ["calls with a billion arguments"] = worker => worker.Send(FrameKind.Call, static frame => frame.Int(1).Int(0).Int(1_000_000_000)),
        ["calls with an argument of another kind"] = worker => worker.Send(FrameKind.Call, static frame => frame.Int(1).Int(0).Int(1).Byte((byte)HostValueKind.String).Byte((byte)ArgumentPart.Value).Value(HostValue.From(1))),
        ["calls with a text longer than its frame"] = worker => worker.Send(FrameKind.Call, static frame => frame.Int(1).Int(0).Int(1).Byte((byte)HostValueKind.String).Byte((byte)ArgumentPart.Value).Byte((byte)HostValueKind.String).Int(1_000_000)),
        ["calls with JSON that is none"] = worker => CallWithJson(worker, "{"),
        ["calls with JSON nested ten thousand deep"] = worker => CallWithJson(worker, new string('[', 10_000) + new string(']', 10_000)),
        ["calls without end"] = worker =>
        {
            for (var id = 1; ; id++)
                worker.Send(FrameKind.Call, frame => frame.Int(id).Int(worker.IndexOf("reached")).Int(0));
        },
        ["reads values without end"] = worker =>
        {
            for (var id = 1; ; id++)
                worker.Send(FrameKind.Call, frame => frame.Int(id).Int(worker.Functions).Int(0));
        },
        ["answers questions with calls"] = worker =>
        {
            for (var id = 1; ; id++)
                worker.Send(FrameKind.Call, frame => frame.Int(id).Int(worker.IndexOf("log_text")).Int(1).Byte((byte)HostValueKind.Object).Byte((byte)ArgumentPart.Kind));
        },
        ["answers what was not asked"] = worker => worker.Send(FrameKind.Reply, static frame => frame.Int(7).Byte((byte)ReplyKind.Value).Bytes("{}"u8)),
        ["logs without end"] = worker =>
        {
            while (true)
                worker.Send(FrameKind.Log, static frame => frame.Byte(4).Text("all is well"));
        },
        ["logs a novel"] = worker => worker.Send(FrameKind.Log, static frame => frame.Byte(4).Text(new string('x', 1_000_000))),
        ["ends in a way there is not"] = worker => worker.Send(FrameKind.Done, static frame => frame.Byte(200)),
        ["ends as if it had been told to"] = worker => worker.Send(FrameKind.Done, static frame => frame.Byte((byte)ScriptEnding.Stopped)),
        ["ends with more than an ending"] = worker => worker.Send(FrameKind.Done, static frame => frame.Byte((byte)ScriptEnding.Missing).Int(1).Int(2)),
        ["has a payload of a billion keys"] = worker => worker.Send(FrameKind.Done, static frame => frame.Byte((byte)ScriptEnding.Completed).Text("").Int(1).Flag(true).Flag(false).Int(1_000_000_000)),
        ["fails with a message without end"] = worker => worker.Send(FrameKind.Done, static frame => frame.Byte((byte)ScriptEnding.Failed).Text(new string('x', 100_000)).Int(0).Int(0).Text("")),
        ["exits"] = static _ => Environment.Exit(3),
    };

    /// <summary>What is tried on the server.</summary>
    public static IEnumerable<string> All => Mischief.Keys;

    public static int Run(string mischief)
    {
        var worker = Connection.Open();
        while (worker.Receive() != FrameKind.Run)
        {
        }

        Mischief[mischief](worker);
        // The server ends what does not end by itself.
        while (worker.Receive() is not null)
        {
        }

        return 0;
    }

    private static void CallWithJson(Connection worker, string json) => worker.Send(FrameKind.Call, frame =>
        frame.Int(1).Int(worker.IndexOf("later")).Int(1).Byte((byte)HostValueKind.Array).Byte((byte)ArgumentPart.Json).Bytes(System.Text.Encoding.UTF8.GetBytes(json)));

    /// <summary>The wire, without the manners.</summary>
    private sealed class Connection(Stream output, FrameStream frames, WorkerHello hello)
    {
        public Stream Output => output;

        public int Functions => hello.Functions.Count;

        public static Connection Open()
        {
            var output = Console.OpenStandardOutput();
            var frames = new FrameStream(Console.OpenStandardInput(), output);
            var hello = WorkerHello.Read(frames.Read(static _ => int.MaxValue, out _));
            var worker = new Connection(output, frames, hello);
            worker.Send(FrameKind.Ready, static frame => frame.Int(WorkerHello.CurrentVersion).Flag(true));
            return worker;
        }

        public int IndexOf(string function) => hello.Functions.ToList().FindIndex(known => known.Name == function);

        public FrameKind? Receive() => frames.Read(static _ => int.MaxValue, out var kind) is null ? null : kind;

        public void Send(FrameKind kind, Func<FrameWriter, FrameWriter> write)
        {
            using var frame = new FrameWriter(kind);
            frames.Write(write(frame));
        }
    }
}
