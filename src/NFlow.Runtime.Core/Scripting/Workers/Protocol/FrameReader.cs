using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>Reads the fields of one frame. Trusts nothing: every length is checked against what is there.</summary>
internal ref struct FrameReader(ReadOnlySpan<byte> fields)
{
    private ReadOnlySpan<byte> _rest = fields;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new WorkerProtocolException("A flag is neither 0 nor 1."),
    };

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public double Number() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public string Text(int maxLength = int.MaxValue)
    {
        var length = Int();
        if (length < 0 || length > maxLength || length > _rest.Length / sizeof(char))
            throw new WorkerProtocolException($"A text of {length} characters is longer than its frame or than {maxLength}.");
        return new string(MemoryMarshal.Cast<byte, char>(Take(length * sizeof(char))));
    }

    public ReadOnlySpan<byte> Bytes() => Take(Int());

    public string[] Texts(int maxLength = int.MaxValue)
    {
        var count = Int();
        if (count < 0 || count > _rest.Length / sizeof(int))
            throw new WorkerProtocolException($"A list of {count} texts is longer than its frame.");
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = Text(maxLength);
        return texts;
    }

    /// <summary>One of a few values.</summary>
    public T Choice<T>(T last)
        where T : struct, Enum
    {
        var value = Byte();
        if (value > Convert.ToByte(last, null))
            throw new WorkerProtocolException($"{value} is not a {typeof(T).Name}.");
        return (T)Enum.ToObject(typeof(T), value);
    }

    /// <summary>Refuses a frame that says more than its fields.</summary>
    public readonly void End()
    {
        if (_rest.Length != 0)
            throw new WorkerProtocolException($"A frame has {_rest.Length} bytes too many.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
            throw new WorkerProtocolException($"A field of {count} bytes is longer than its frame.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
