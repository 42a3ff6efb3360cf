using System.Buffers;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>Ends the run when a response grows beyond its limit, while it is written and not after.</summary>
internal sealed class BoundedBufferWriter(IBufferWriter<byte> inner, int limit) : IBufferWriter<byte>
{
    private int _written;

    public void Advance(int count)
    {
        if (count > limit - _written)
            throw LimitFailure.Create(new LimitExcess(LimitNames.Response, limit, (long)_written + count));
        _written += count;
        inner.Advance(count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);
}
