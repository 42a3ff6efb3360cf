using System.Buffers;

namespace NFlow.Runtime.Benchmarks.Floor;

/// <summary>What a script answered.</summary>
internal sealed class BareAnswer
{
    public int Status { get; set; } = 204;

    public string ContentType { get; set; } = "";

    public ArrayBufferWriter<byte> Body { get; } = new(2048);
}
