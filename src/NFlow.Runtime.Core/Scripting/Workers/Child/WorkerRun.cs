using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Forks;
using NFlow.Runtime.Model;
using NFlow.Runtime.Scripting.Jint;
using NFlow.Runtime.Scripting.Workers.Protocol;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>One run in a worker: its script world, and the payloads and form values that live in it.</summary>
internal sealed class WorkerRun
{
    public const int MaxNextLength = 1_024;

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly JintScriptEngine _engine;
    private readonly HostLink _link;
    private readonly FrameStream _frames;
    private readonly IScriptScope _scope;
    private readonly NodeDefinition _node;
    private readonly CancellationTokenSource _stop;
    private readonly Dictionary<int, Payload> _payloads = [];

    /// <summary>The script's own values among the server's form state; see <see cref="FormState"/>.</summary>
    private readonly FormState _kept = new();

    private int _lastPayload;

    public WorkerRun(JintScriptEngine engine, HostLink link, FrameStream frames, AppDefinition app, string runId, CancellationTokenSource stop)
    {
        (_engine, _link, _frames, _stop) = (engine, link, frames, stop);
        var flow = app.Flows[0];
        _node = flow.Nodes[0];
        _scope = engine.CreateScope(new RunContext(
            runId, app, flow, new WorkflowRequest(), new WorkflowResponse(), Nothing, new RunSession(null, Nothing, new FormState()), NoServices.Instance, NullLogger.Instance, isFork: false));
    }

    /// <summary>Runs a script and tells how it ended. Never throws for what the script does.</summary>
    public async Task RunAsync(WorkerSource source, byte[] fields)
    {
        using var done = new FrameWriter(FrameKind.Done);
        var mark = done.Mark();
        try
        {
            if (source.Compile(_engine) is not { } script)
            {
                done.Byte((byte)ScriptEnding.Missing);
            }
            else
            {
                var (incoming, frame) = ReadFrame(fields);
                var completion = await _scope.RunAsync(script, frame, _stop.Token).ConfigureAwait(false);
                WriteCompletion(done, incoming, completion);
            }
        }
        catch (ScriptException exception)
        {
            done.Rewind(mark);
            done.Byte((byte)ScriptEnding.Failed).Text(exception.Message).Int(exception.Line).Int(exception.Column).Text(exception.ScriptStack ?? "");
        }
        catch (RunFailedException exception)
        {
            done.Rewind(mark);
            done.Byte((byte)(_engine.Threads.Lost > 0 ? ScriptEnding.Lost : ScriptEnding.Limit)).Byte((byte)exception.Error.Kind).Text(exception.Error.Message).Text(exception.Error.Detail ?? "");
        }
        catch (OperationCanceledException)
        {
            done.Rewind(mark);
            done.Byte((byte)ScriptEnding.Stopped);
        }
#pragma warning disable CA1031 // A worker that does not understand what happens in it is of no more use.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            WorkerProgram.GiveUp(exception);
        }

        _frames.Write(done);
    }

    /// <summary>Sends what lives here as JSON.</summary>
    public void Fetch(byte[] fields)
    {
        var request = new FrameReader(fields);
        request.Int();
        using var reply = new FrameWriter(FrameKind.Reply);
        reply.Int(request.Int());
        var mark = reply.Mark();
        try
        {
            Save(request.Int());
            reply.Byte((byte)ReplyKind.Value);
            if (request.Flag())
                ArgumentFrames.WriteJson(reply, Resolve(PayloadReference.Read(ref request)).ToJson());
            else
                ArgumentFrames.WriteJson(reply, _kept.TryGet(request.Text(), out var value) ? value.ToJson() : default);
        }
        catch (Exception exception)
        {
            // Told in the words of a script's ending; the run cannot go on without the value.
            var error = (exception as RunFailedException)?.Error;
            reply.Rewind(mark);
            reply.Byte((byte)ReplyKind.Failed).Byte((byte)(error?.Kind ?? RunErrorKind.Script)).Text(exception is NFlowException ? exception.Message : "The payload has no JSON.").Text(error?.Detail ?? "");
        }

        _frames.Write(reply);
    }

    public void End()
    {
        _link.Forget();
        _scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private (int Incoming, ScriptFrame Frame) ReadFrame(byte[] fields)
    {
        var request = new FrameReader(fields);
        request.Int();
        Save(request.Int());
        var reference = PayloadReference.Read(ref request);
        var payload = Resolve(reference);
        var next = request.Text();
        var globals = new Dictionary<string, HostValue>(StringComparer.Ordinal);
        for (var count = request.Int(); count > 0; count--)
            globals.Add(request.Text(), request.Value());
        return (reference.Id, new ScriptFrame(_node, null, payload, next) { Globals = globals.Count == 0 ? null : globals });
    }

    /// <summary>Puts a payload's members into the form state, as the server has done on its side.</summary>
    private void Save(int id)
    {
        if (id != 0)
            _payloads[id].SaveTo(_kept);
    }

    private Payload Resolve(PayloadReference reference)
    {
        if (reference.Id == 0)
            return reference.Json.IsEmpty ? Payload.Empty : Payload.FromJson(Parse(reference.Json));
        var payload = _payloads[reference.Id];
        if (reference.Extras.Count == 0)
            return payload;
        var extras = new FormState();
        foreach (var (key, json) in reference.Extras)
        {
            if (json is { } text)
                extras.Set(key, Parse(text));
            else if (_kept.TryGet(key, out var value))
                extras.Set(key, value);
        }

        return payload.MergeFrom(extras);
    }

    /// <summary>Tells the next node and what the server must know of the payload; of the incoming one too, because a script may have changed it.</summary>
    private void WriteCompletion(FrameWriter done, int incoming, ScriptCompletion completion)
    {
        // No port has a longer name: the run would end either way.
        done.Byte((byte)ScriptEnding.Completed).Text(completion.Next.Length <= MaxNextLength ? completion.Next : completion.Next[..MaxNextLength]);
        var kept = _payloads.GetValueOrDefault(incoming);
        _payloads.Clear();
        _payloads.Add(++_lastPayload, completion.Payload);
        Describe(_lastPayload, completion.Payload).WriteTo(done);
        done.Flag(kept is not null);
        if (kept is null)
            return;
        _payloads.Add(incoming, kept);
        Describe(incoming, kept).WriteTo(done);
    }

    private PayloadShape Describe(int id, Payload payload)
    {
        if (!payload.IsObject)
            return new(id, false, false, []);
        var members = new FormState();
        payload.SaveTo(members);
        var size = members.Entries.Keys.Sum(PayloadShape.SizeOf);
        if (size > _engine.Limits.MaxPayloadBytes)
            throw LimitFailure.Create(new LimitExcess(LimitNames.Payload, _engine.Limits.MaxPayloadBytes, size));
        return new(id, true, payload.AsksToWait, [.. members.Entries.Keys]);
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = 1_024 });
        return JsonElement.ParseValue(ref reader);
    }
}
