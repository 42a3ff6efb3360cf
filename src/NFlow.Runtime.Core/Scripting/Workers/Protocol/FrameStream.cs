using System.Buffers.Binary;

namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>Frames over a pair of pipes. One thread reads; any may write, each frame as a whole.</summary>
internal sealed class FrameStream(Stream input, Stream output)
{
    /// <summary>What is read before more memory is taken for a frame that calls itself long.</summary>
    private const int Step = 1 << 20;

    private readonly Lock _writing = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private long _writingSince;

    /// <summary>When the write that is under way began, as a timestamp of <see cref="Environment.TickCount64"/>; 0 when none is.</summary>
    public long WritingSince => Volatile.Read(ref _writingSince);

    /// <summary>Sends a frame.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public void Write(FrameWriter frame)
    {
        lock (_writing)
        {
            Volatile.Write(ref _writingSince, Environment.TickCount64);
            output.Write(frame.Frame);
            output.Flush();
            Volatile.Write(ref _writingSince, 0);
        }
    }

    /// <summary>Waits for the next frame.</summary>
    /// <param name="maxLength">Bytes the fields of a frame of a kind may have; negative for a kind that must not come.</param>
    /// <param name="kind">What came.</param>
    /// <returns>Its fields; null when the other side has closed its end.</returns>
    /// <exception cref="WorkerProtocolException">The frame is too long, cut short, or of no kind that may come.</exception>
    public byte[]? Read(Func<FrameKind, int> maxLength, out FrameKind kind)
    {
        kind = default;
        Span<byte> header = stackalloc byte[FrameWriter.HeaderLength];
        var read = Fill(header);
        if (read == 0)
            return null;
        if (read < header.Length)
            throw new WorkerProtocolException("The connection ended inside a frame.");

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        kind = (FrameKind)header[4];
        var max = maxLength(kind);
        if (length < 0 || length > max)
            throw new WorkerProtocolException(max < 0 ? $"A frame of kind {(byte)kind} must not come now." : $"A frame of kind {kind} has {length} bytes; at most {max} are allowed.");
        var fields = new byte[Math.Min(length, Step)];
        for (var filled = 0; filled < length;)
        {
            if (filled == fields.Length)
                Array.Resize(ref fields, (int)Math.Min(length, 2L * fields.Length));
            var got = Fill(fields.AsSpan(filled));
            filled += got;
            if (filled < fields.Length)
                throw new WorkerProtocolException("The connection ended inside a frame.");
        }

        return fields;
    }

    /// <summary>Fills a span as far as the other side sends.</summary>
    private int Fill(Span<byte> target)
    {
        var filled = 0;
        while (filled < target.Length)
        {
            if (_start == _end)
            {
                if (target.Length - filled >= _buffer.Length)
                {
                    var direct = input.Read(target[filled..]);
                    if (direct == 0)
                        return filled;
                    filled += direct;
                    continue;
                }

                (_start, _end) = (0, input.Read(_buffer));
                if (_end == 0)
                    return filled;
            }

            var count = Math.Min(_end - _start, target.Length - filled);
            _buffer.AsSpan(_start, count).CopyTo(target[filled..]);
            _start += count;
            filled += count;
        }

        return filled;
    }
}
