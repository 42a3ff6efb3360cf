using System.Runtime.InteropServices;
using System.Text;

namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>A <see cref="HostValue"/> as fields of a frame. Objects and arrays travel as the JSON they are.</summary>
internal static class HostValueFrames
{
    public static FrameWriter Value(this FrameWriter frame, HostValue value)
    {
        frame.Byte((byte)value.Kind);
        switch (value.Kind)
        {
            case HostValueKind.Boolean:
                return frame.Flag(value.Number != 0);
            case HostValueKind.Number:
                return frame.Number(value.Number);
            case HostValueKind.String:
                return frame.Text(value.Text);
            case HostValueKind.Bytes:
                return frame.Bytes(value.Bytes.Span);
            case HostValueKind.Object or HostValueKind.Array:
                return value.Element is { } element ? frame.Bytes(JsonMarshal.GetRawUtf8Value(element))
                    : frame.Bytes(value.JsonText is { } text ? Encoding.UTF8.GetBytes(text) : value.Utf8Json);
            default:
                return frame;
        }
    }

    public static HostValue Value(this ref FrameReader frame) => frame.Choice(HostValueKind.Object) switch
    {
        HostValueKind.Null => HostValue.Null,
        HostValueKind.Boolean => HostValue.From(frame.Flag()),
        HostValueKind.Number => HostValue.From(frame.Number()),
        HostValueKind.String => HostValue.From(frame.Text()),
        HostValueKind.Bytes => HostValue.From((ReadOnlyMemory<byte>)frame.Bytes().ToArray()),
        HostValueKind.Object or HostValueKind.Array => HostValue.FromJsonUtf8(frame.Bytes().ToArray()),
        _ => HostValue.Undefined,
    };
}
