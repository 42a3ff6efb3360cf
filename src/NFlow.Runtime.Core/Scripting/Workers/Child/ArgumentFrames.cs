using System.Runtime.InteropServices;
using System.Text.Json;
using NFlow.Runtime.Scripting.Jint;
using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>Arguments of a host call as fields: what is short and plain travels with the call; of the rest only the kind, until the server asks.</summary>
internal static class ArgumentFrames
{
    /// <summary>Arguments of one call that the server accepts.</summary>
    public const int MaxCount = 1_000;

    /// <summary>Bytes of arguments that travel with a call.</summary>
    private const int MaxBytes = 64 * 1024;

    private const int MaxPlainJson = 8 * 1024;

    public static void Write(FrameWriter frame, JintHostCall? call)
    {
        var count = call?.Count ?? 0;
        if (count > MaxCount)
            throw new HostCallException($"A host function takes at most {MaxCount} arguments.");
        frame.Int(count);
        for (var i = 0; i < count; i++)
            WriteArgument(frame, call!, i);
    }

    /// <summary>Writes one argument in the form the server asks for.</summary>
    public static void WriteForm(FrameWriter frame, JintHostCall call, int index, ArgumentForm form, string indent)
    {
        frame.Byte((byte)ReplyKind.Value);
        switch (form)
        {
            case ArgumentForm.Text:
                frame.Text(call.GetText(index));
                break;
            case ArgumentForm.Number:
                frame.Number(call.GetNumber(index));
                break;
            case ArgumentForm.Bytes:
                frame.Bytes(call.GetBytes(index));
                break;
            case ArgumentForm.Json:
                WriteJson(frame, call.GetJson(index));
                break;
            default:
                var mark = frame.Mark();
                if (!frame.Block(writer => call.WriteJson(index, writer, escapeHtml: false, indent)))
                    WriteNothing(frame, mark);
                break;
        }
    }

    /// <summary>Writes a JSON value that was asked for, or that there is none.</summary>
    public static void WriteJson(FrameWriter frame, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Undefined)
            WriteNothing(frame, frame.Mark());
        else
            frame.Bytes(JsonMarshal.GetRawUtf8Value(json));
    }

    private static void WriteNothing(FrameWriter frame, int mark)
    {
        frame.Rewind(mark - 1);
        frame.Byte((byte)ReplyKind.Nothing);
    }

    private static void WriteArgument(FrameWriter frame, JintHostCall call, int index)
    {
        var kind = call.KindOf(index);
        frame.Byte((byte)kind);
        switch (kind)
        {
            case HostValueKind.Undefined when !call.IsSymbol(index):
                frame.Byte((byte)ArgumentPart.Value).Value(HostValue.Undefined);
                return;
            case HostValueKind.Null:
                frame.Byte((byte)ArgumentPart.Value).Value(HostValue.Null);
                return;
            case HostValueKind.Boolean:
                frame.Byte((byte)ArgumentPart.Value).Value(HostValue.From(call.GetBoolean(index)));
                return;
            case HostValueKind.Number:
                frame.Byte((byte)ArgumentPart.Value).Value(HostValue.From(call.GetNumber(index)));
                return;
            case HostValueKind.String when call.GetText(index) is var text && frame.Length + text.Length * sizeof(char) <= MaxBytes:
                frame.Byte((byte)ArgumentPart.Value).Value(HostValue.From(text));
                return;
            case HostValueKind.Object or HostValueKind.Array when frame.Length + MaxPlainJson <= MaxBytes && call.IsPlain(index, MaxPlainJson):
                frame.Byte((byte)ArgumentPart.Json).Block(writer => call.WriteJson(index, writer));
                return;
            default:
                frame.Byte((byte)ArgumentPart.Kind);
                return;
        }
    }
}
