using NFlow.Runtime.Processes;

namespace NFlow.Runtime.Clustering;

/// <summary>Ends a run going on here and answers whether there was one.</summary>
internal sealed class KillHandler(IProcessRegistry processes) : IClusterHandler
{
    public const string KindName = "kill-run";

    private const string Killed = "killed";

    public string Kind => KindName;

    public string? Handle(ClusterMessage message) => processes.Kill(message.Body) ? Killed : "unknown";

    public static bool IsKilled(string answer) => answer == Killed;
}
