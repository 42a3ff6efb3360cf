using System.Collections.Concurrent;
using System.Diagnostics;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting.Jint;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>
/// A worker's side of the conversation. One thread reads and never does anything that takes time; one carries out what concerns the
/// script world, in order; a script that stands still in a host call answers questions on its own thread.
/// </summary>
internal sealed class WorkerSession
{
    /// <summary>As much as a script may use below the start of its turn, and room to unwind.</summary>
    private const int StackBytes = 32 << 20;

    private readonly JintScriptEngine _engine;
    private readonly HostLink _link;
    private readonly FrameStream _frames;
    private readonly BlockingCollection<ReceivedFrame> _work = [];
    private readonly Dictionary<int, WorkerSource> _sources = [];
    private readonly Dictionary<int, AppDefinition> _flows = [];
    private WorkerRun? _run;
    private Action? _stop;

    public WorkerSession(JintScriptEngine engine, HostLink link, FrameStream frames)
    {
        (_engine, _link, _frames) = (engine, link, frames);
        _link.Fetch = fields => _run!.Fetch(fields);
        new Thread(Work, StackBytes) { IsBackground = true, Name = "nflow run" }.Start();
    }

    /// <summary>Reads until the server goes.</summary>
    public void Serve()
    {
        while (_frames.Read(static _ => int.MaxValue, out var kind) is { } fields)
        {
            var frame = new FrameReader(fields);
            switch (kind)
            {
                case FrameKind.Cancel:
                    _stop?.Invoke();
                    break;
                case FrameKind.Late:
                    _link.Settle(fields);
                    break;
                case FrameKind.Answer or FrameKind.ReadArgument:
                    _link.Deliver(frame.Int(), new ReceivedFrame(kind, fields));
                    break;
                case FrameKind.Fetch when frame.Int() is var call and not 0:
                    _link.Deliver(call, new ReceivedFrame(kind, fields));
                    break;
                case FrameKind.Begin:
                    // Known to this thread before the run exists: it may be told to stop that early.
                    var stop = new CancellationTokenSource();
                    _stop = stop.Cancel;
                    _work.Add(new ReceivedFrame(kind, fields) { Stop = stop });
                    break;
                default:
                    _work.Add(new ReceivedFrame(kind, fields));
                    break;
            }
        }

        // Nobody is left to run scripts for; one that runs must not delay the end.
        Process.GetCurrentProcess().Kill();
    }

    private void Work()
    {
        foreach (var frame in _work.GetConsumingEnumerable())
            Handle(frame, new FrameReader(frame.Fields));
    }

    private void Handle(ReceivedFrame received, FrameReader frame)
    {
        switch (received.Kind)
        {
            case FrameKind.Source:
                _sources.Add(frame.Int(), new WorkerSource(frame.Text(), frame.Flag() ? frame.Text() : null, frame.Text()));
                break;
            case FrameKind.Flow:
                _flows.Add(frame.Int(), ReadFlow(frame.Bytes(), frame.Text()));
                break;
            case FrameKind.Begin:
                _run = new WorkerRun(_engine, _link, _frames, _flows[frame.Int()], frame.Text(), received.Stop!);
                break;
            case FrameKind.Run:
                _ = _run!.RunAsync(_sources[frame.Int()], received.Fields);
                break;
            case FrameKind.Fetch:
                _run!.Fetch(received.Fields);
                break;
            case FrameKind.End:
                _run?.End();
                _run = null;
                break;
            default:
                throw new WorkerProtocolException($"A frame of kind {received.Kind} is not for a worker.");
        }
    }

    private static AppDefinition ReadFlow(ReadOnlySpan<byte> document, string defaultScript) => AppDefinitionReader.Read("app", document.ToArray(), defaultScript);
}
