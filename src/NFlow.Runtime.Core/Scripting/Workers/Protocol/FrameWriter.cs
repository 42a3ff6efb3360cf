using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>Builds one frame: four bytes of length, one of kind, then the fields. Text is UTF-16, so that every string a script can have survives.</summary>
internal sealed class FrameWriter : IBufferWriter<byte>, IDisposable
{
    public const int HeaderLength = 5;

    private byte[] _buffer;
    private int _length = HeaderLength;

    public FrameWriter(FrameKind kind, int sizeHint = 512)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(sizeHint);
        _buffer[4] = (byte)kind;
    }

    /// <summary>The frame so far, with its header.</summary>
    public ReadOnlySpan<byte> Frame
    {
        get
        {
            BinaryPrimitives.WriteInt32LittleEndian(_buffer, _length - HeaderLength);
            return _buffer.AsSpan(0, _length);
        }
    }

    /// <summary>Bytes of the fields so far.</summary>
    public int Length => _length - HeaderLength;

    public FrameWriter Byte(byte value)
    {
        GetSpan(1)[0] = value;
        _length++;
        return this;
    }

    public FrameWriter Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public FrameWriter Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(GetSpan(sizeof(int)), value);
        _length += sizeof(int);
        return this;
    }

    public FrameWriter Number(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(GetSpan(sizeof(double)), value);
        _length += sizeof(double);
        return this;
    }

    public FrameWriter Text(string value)
    {
        Int(value.Length);
        return Raw(MemoryMarshal.AsBytes(value.AsSpan()));
    }

    public FrameWriter Bytes(ReadOnlySpan<byte> value) => Int(value.Length).Raw(value);

    public FrameWriter Texts(IReadOnlyCollection<string> values)
    {
        Int(values.Count);
        foreach (var value in values)
            Text(value);
        return this;
    }

    /// <summary>Writes bytes whose number is known only afterwards.</summary>
    /// <returns>What <paramref name="write"/> returned.</returns>
    public T Block<T>(Func<IBufferWriter<byte>, T> write)
    {
        var start = _length;
        Int(0);
        var result = write(this);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), _length - start - sizeof(int));
        return result;
    }

    /// <summary>Where the next field begins, to come back to with <see cref="Rewind"/>.</summary>
    public int Mark() => _length;

    /// <summary>Forgets everything since a mark.</summary>
    public void Rewind(int mark) => _length = mark;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private FrameWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
        return this;
    }

    private void Reserve(int sizeHint)
    {
        var needed = checked(_length + Math.Max(sizeHint, 1));
        if (needed <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
