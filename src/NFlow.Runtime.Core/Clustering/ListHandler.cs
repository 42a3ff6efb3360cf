using NFlow.Runtime.Processes;

namespace NFlow.Runtime.Clustering;

/// <summary>Answers with the runs going on here.</summary>
internal sealed class ListHandler(IProcessRegistry processes) : IClusterHandler
{
    public const string KindName = "list-runs";

    public string Kind => KindName;

    public string? Handle(ClusterMessage message) => ProcessListText.Write(processes.List());
}
