using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers;

/// <summary>What a worker replied.</summary>
internal sealed class ReceivedReply(byte[] fields)
{
    /// <summary>The fields after the number of the question.</summary>
    public FrameReader Open(out ReplyKind kind)
    {
        var frame = new FrameReader(fields);
        frame.Int();
        kind = frame.Choice(ReplyKind.Failed);
        return frame;
    }
}
