using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Compatibility.Tests.Surface.Peers;

/// <summary>A client that reads nothing of a streamed answer.</summary>
internal sealed class HeldResponse(Hold hold) : WorkflowResponse
{
    public override ValueTask<Stream?> StartStreamAsync(int statusCode, string contentType, CancellationToken cancellationToken) =>
        new(TryAnswer(statusCode, contentType) ? new FullStream(hold) : null);

    private sealed class FullStream(Hold hold) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await hold.WaitAsync(cancellationToken);
    }
}
