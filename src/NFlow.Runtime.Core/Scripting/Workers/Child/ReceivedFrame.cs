using NFlow.Runtime.Scripting.Workers.Protocol;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>A frame on its way to the thread that deals with it.</summary>
internal readonly record struct ReceivedFrame(FrameKind Kind, byte[] Fields)
{
    /// <summary>For the beginning of a run: what stops it.</summary>
    public CancellationTokenSource? Stop { get; init; }
}
