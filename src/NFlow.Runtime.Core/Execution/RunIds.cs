using System.Security.Cryptography;

namespace NFlow.Runtime.Execution;

/// <summary>Makes ids of runs: random UUIDs (version 4), their bits drawn from the system many at a time, because drawing costs more than the rest of an id. Thread-safe.</summary>
internal static class RunIds
{
    private const int Length = 16;

    private const int Stock = 64 * Length;

    [ThreadStatic]
    private static byte[]? _bits;

    [ThreadStatic]
    private static int _rest;

    /// <summary>A new id, unguessable.</summary>
    public static string New()
    {
        var bits = _bits ??= new byte[Stock];
        if (_rest == 0)
        {
            RandomNumberGenerator.Fill(bits);
            _rest = Stock;
        }

        _rest -= Length;
        var own = bits.AsSpan(_rest, Length);
        own[7] = (byte)((own[7] & 0x0F) | 0x40);
        own[8] = (byte)((own[8] & 0x3F) | 0x80);
        var id = new Guid(own).ToString();
        own.Clear();
        return id;
    }
}
