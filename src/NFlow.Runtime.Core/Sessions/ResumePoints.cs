using System.Text.Json;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Sessions;

/// <summary>
/// The nodes at which a session may resume: every wired target of each node at which its run has waited.
/// Kept in a part of the session that scripts cannot reach.
/// </summary>
internal static class ResumePoints
{
    private const string Part = RunSession.ReservedPrefix + "resume";
    private const string FlowKey = "flow";
    private const string NodesKey = "nodes";

    public static bool Offers(RunSession session, FlowDefinition flow, string nodeId) => ReadNodes(session, flow).Contains(nodeId);

    /// <summary>Remembers the nodes that a waiting run offers, in addition to those it offered before (so that the back button works).</summary>
    public static void Offer(RunSession session, FlowDefinition flow, IEnumerable<string> nodeIds, bool isFreshStart)
    {
        var nodes = isFreshStart ? [] : ReadNodes(session, flow);
        var added = false;
        foreach (var nodeId in nodeIds)
            added |= nodes.Add(nodeId);
        if (!added && !isFreshStart)
            return;

        session.Write(Part, FlowKey, JsonSerializer.SerializeToElement(flow.Name));
        session.Write(Part, NodesKey, JsonSerializer.SerializeToElement(nodes));
    }

    public static void Forget(RunSession session) => session.Erase(Part);

    private static HashSet<string> ReadNodes(RunSession session, FlowDefinition flow)
    {
        var part = session.ReadStored(Part);
        if (part.ValueKind != JsonValueKind.Object || part.GetProperty(FlowKey).GetString() != flow.Name)
            return new(StringComparer.Ordinal);
        return part.GetProperty(NodesKey).EnumerateArray().Select(node => node.GetString()!).ToHashSet(StringComparer.Ordinal);
    }
}
