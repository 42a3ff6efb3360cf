using System.Buffers;
using System.Text;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tracking;

/// <summary>Some nodes of one run on their way to the store. Belongs to one owner at a time; the last one releases it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Nodes">A pooled array.</param>
/// <param name="Count">How many nodes it holds.</param>
/// <param name="Bytes">Bytes of their payloads.</param>
internal readonly record struct TrackedChunk(TrackedRun Run, TrackedNode[] Nodes, int Count, long Bytes)
{
    private static readonly string HostName = Environment.MachineName;

    /// <summary>Adds an entry for each node and releases the chunk.</summary>
    public void MoveTo(List<TrackerEntry> entries)
    {
        foreach (ref readonly var node in Nodes.AsSpan(0, Count))
            entries.Add(ToEntry(node));
        Release();
    }

    public void Release() => ArrayPool<TrackedNode>.Shared.Return(Nodes, clearArray: true);

    private TrackerEntry ToEntry(in TrackedNode node) => new()
    {
        LogId = Run.LogId,
        BoxId = node.Node.Id,
        BoxName = node.Node.Name,
        BoxType = node.Node.Type,
        Url = Run.Path,
        UserName = node.UserName,
        ConnectionNext = node.Next?.Id ?? "",
        Duration = node.Duration,
        Created = node.Created,
        OrderBox = node.Order,
        Payload = node.Payload.AsSpan().SequenceEqual("{}"u8) ? "{}" : Encoding.UTF8.GetString(node.Payload),
        Ip = Run.RemoteAddress,
        RealIp = Run.RemoteAddress,
        UserAgent = Run.UserAgent,
        QueryParam = Run.QueryString,
        HostName = HostName,
        Host = Run.Host,
    };
}
