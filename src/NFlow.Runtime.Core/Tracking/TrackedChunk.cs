using System.Text;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tracking;

/// <summary>Some nodes of one run on their way to the store. Immutable.</summary>
/// <param name="Run">The run.</param>
/// <param name="Nodes">The nodes.</param>
/// <param name="Bytes">Memory it holds, roughly.</param>
internal readonly record struct TrackedChunk(TrackedRun Run, TrackedNode[] Nodes, long Bytes)
{
    private static readonly string HostName = Environment.MachineName;

    /// <summary>How many nodes it holds.</summary>
    public int Count => Nodes.Length;

    /// <summary>Adds an entry for each node.</summary>
    /// <returns>What writing them counts for.</returns>
    public long AddTo(List<TrackerEntry> entries)
    {
        var weight = 0L;
        foreach (ref readonly var node in Nodes.AsSpan())
        {
            entries.Add(ToEntry(node));
            weight += TrackerPace.Weigh(node.Payload.Length);
        }

        return weight;
    }

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
