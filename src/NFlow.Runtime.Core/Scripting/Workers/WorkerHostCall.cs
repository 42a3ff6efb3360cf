using System.Buffers;
using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting.Jint;
using NFlow.Runtime.Scripting.Workers.Child;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>A host call that came from a worker: what travelled with it is here, the rest is asked for while the call is being taken up.</summary>
internal sealed class WorkerHostCall : HostCall
{
    private readonly WorkerScope _scope;
    private readonly int _id;
    private readonly Argument[] _arguments;
    private bool _isClosed;

    public WorkerHostCall(WorkerScope scope, RunContext run, HostFunction function, int id, ref FrameReader frame)
    {
        (_scope, Run, Function, _id) = (scope, run, function, id);
        var count = frame.Int();
        if (count is < 0 or > ArgumentFrames.MaxCount)
            throw new WorkerProtocolException($"A call has {count} arguments.");
        _arguments = count == 0 ? [] : new Argument[count];
        for (var i = 0; i < count; i++)
            _arguments[i] = ReadArgument(ref frame);
        frame.End();
    }

    public override RunContext Run { get; }

    public override HostFunction Function { get; }

    public override int Count => _arguments.Length;

    /// <summary>The function has returned: what did not travel cannot be read any more.</summary>
    public void Close() => _isClosed = true;

    public override HostValueKind KindOf(int index) => At(index).Kind;

    public override string GetText(int index) => At(index) switch
    {
        { Part: ArgumentPart.Value } argument => argument.Kind switch
        {
            HostValueKind.String => argument.Value.Text,
            HostValueKind.Number => ScriptText.Of(argument.Value.Number),
            HostValueKind.Boolean => argument.Value.Number != 0 ? "true" : "false",
            _ => "",
        },
        _ => Ask(index, ArgumentForm.Text, static (ref FrameReader reply) => reply.Text()),
    };

    public override double GetNumber(int index) => At(index) switch
    {
        { Part: ArgumentPart.Value } argument => argument.Kind switch
        {
            HostValueKind.Undefined => double.NaN,
            HostValueKind.String => ScriptText.ToNumber(argument.Value.Text),
            _ => argument.Value.Number,
        },
        _ => Ask(index, ArgumentForm.Number, static (ref FrameReader reply) => reply.Number()),
    };

    public override bool GetBoolean(int index) => At(index) switch
    {
        { Part: ArgumentPart.Value } argument => argument.Kind switch
        {
            HostValueKind.String => argument.Value.Text.Length > 0,
            HostValueKind.Boolean or HostValueKind.Number => argument.Value.Number is not (0 or double.NaN),
            _ => false,
        },
        // Long texts, objects and functions; of a symbol only the kind is undefined.
        _ => true,
    };

    public override JsonElement GetJson(int index)
    {
        var text = At(index) switch
        {
            { Part: ArgumentPart.Json } argument => argument.Json,
            { Part: ArgumentPart.Value } argument => JsonText.Of(argument.Value),
            _ => Ask(index, ArgumentForm.Json, static (ref FrameReader reply) => reply.Bytes().ToArray()),
        };
        return text is null ? default : _scope.ParseJson(Bounded(text, _scope.Limits.MaxPayloadBytes, LimitNames.Payload));
    }

    public override bool WriteJson(int index, IBufferWriter<byte> writer, bool escapeHtml = false, string indent = "")
    {
        var text = At(index) switch
        {
            { Part: ArgumentPart.Json } argument when indent.Length == 0 => argument.Json,
            { Part: ArgumentPart.Value } argument => JsonText.Of(argument.Value),
            _ => Ask(index, ArgumentForm.Document, static (ref FrameReader reply) => reply.Bytes().ToArray(), indent),
        };
        if (text is null)
            return false;
        HtmlSafeJson.Copy(Bounded(text, _scope.Limits.MaxResponseBytes, LimitNames.Response), writer, escapeHtml);
        return true;
    }

    public override byte[] GetBytes(int index) => At(index) is { Part: ArgumentPart.Value }
        ? Encoding.UTF8.GetBytes(GetText(index))
        : Ask(index, ArgumentForm.Bytes, static (ref FrameReader reply) => reply.Bytes().ToArray()) ?? [];

    private static byte[] Bounded(byte[] text, int limit, string name) =>
        text.Length <= limit ? text : throw LimitFailure.Create(new LimitExcess(name, limit, text.Length));

    private delegate T ReadReply<T>(ref FrameReader reply);

    private Argument At(int index) => index < _arguments.Length ? _arguments[index] : new Argument(HostValueKind.Undefined, ArgumentPart.Value, default, null);

    private T Ask<T>(int index, ArgumentForm form, ReadReply<T> read, string indent = "")
    {
        if (_isClosed)
            throw new InvalidOperationException($"{Function.Name} reads argument {index} after its first await; arguments are valid until then.");
        var reply = _scope.Ask(FrameKind.ReadArgument, _id, frame => frame.Int(index).Byte((byte)form).Text(indent));
        var fields = reply.Open(out var kind);
        switch (kind)
        {
            case ReplyKind.Value:
                var value = read(ref fields);
                fields.End();
                return value;
            case ReplyKind.Nothing when default(T) is null:
                return default!;
            case ReplyKind.Failed:
                throw new ArgumentReadException();
            default:
                throw new WorkerProtocolException("A reply without a value.");
        }
    }

    private static Argument ReadArgument(ref FrameReader frame)
    {
        var kind = frame.Choice(HostValueKind.Function);
        switch (frame.Choice(ArgumentPart.Json))
        {
            case ArgumentPart.Value:
                var value = frame.Value();
                return value.Kind == kind && kind is not (HostValueKind.Bytes or HostValueKind.Array or HostValueKind.Object)
                    ? new Argument(kind, ArgumentPart.Value, value, null)
                    : throw new WorkerProtocolException("An argument is not of its kind.");
            case ArgumentPart.Json when kind is HostValueKind.Array or HostValueKind.Object:
                return new Argument(kind, ArgumentPart.Json, default, frame.Bytes().ToArray());
            case ArgumentPart.Kind:
                return new Argument(kind, ArgumentPart.Kind, default, null);
            default:
                throw new WorkerProtocolException("An argument is not of its kind.");
        }
    }

    private readonly record struct Argument(HostValueKind Kind, ArgumentPart Part, HostValue Value, byte[]? Json);
}
