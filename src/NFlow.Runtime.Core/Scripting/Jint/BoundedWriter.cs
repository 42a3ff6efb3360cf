using System.Buffers;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>A buffer that refuses to grow past a limit.</summary>
internal sealed class BoundedWriter(int limit, string limitName) : IBufferWriter<byte>
{
    private byte[] _buffer = new byte[256];
    private int _written;

    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _written);

    public void Advance(int count)
    {
        _written += count;
        if (_written > limit)
            throw LimitFailure.Create(new LimitExcess(limitName, limit, _written));
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_written);
    }

    private void Reserve(int sizeHint)
    {
        var needed = (long)_written + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
            return;
        if (_written > limit || sizeHint > 2L * limit + 65_536)
            throw LimitFailure.Create(new LimitExcess(limitName, limit, needed));
        Array.Resize(ref _buffer, (int)Math.Max(needed, Math.Min(2L * _buffer.Length, Array.MaxLength)));
    }
}
