using Microsoft.Extensions.Logging;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Clustering;

/// <summary>Lists and ends runs here and, by asking, at the other instances.</summary>
internal sealed partial class ClusterProcesses(
    IProcessRegistry local,
    ClusterLink link,
    ClusterMembers members,
    ClusterQuestions questions,
    ILogger<ClusterProcesses> logger) : IClusterProcesses
{
    public async Task<ClusterProcessList> ListAsync(CancellationToken cancellationToken)
    {
        var answers = await AskForListsAsync(cancellationToken).ConfigureAwait(false);
        var all = local.List().Select(process => new ClusterProcess(link.InstanceId, process))
            .Concat(answers.ByInstance.SelectMany(pair => ProcessListText.Read(pair.Value).Select(process => new ClusterProcess(pair.Key, process))));
        return new ClusterProcessList([.. all.OrderBy(entry => entry.Process.StartedAt)], answers.Silent);
    }

    public async Task<bool> KillAsync(string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runId);
        if (local.Kill(runId))
            return true;
        var answers = await questions.AskAsync(KillHandler.KindName, runId, KillHandler.IsKilled, cancellationToken).ConfigureAwait(false);
        return answers.ByInstance.Values.Any(KillHandler.IsKilled);
    }

    private async Task<ClusterAnswers> AskForListsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await questions.AskAsync(ListHandler.KindName, "", static _ => false, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            OthersNotAsked(logger, exception, exception.Message);
            return new ClusterAnswers(new Dictionary<string, string>(), [.. members.Others.Select(member => member.InstanceId)]);
        }
    }

    [LoggerMessage(1811, LogLevel.Warning, "Other instances could not be asked for their runs: {Reason}", EventName = "OthersNotAsked")]
    private static partial void OthersNotAsked(ILogger logger, Exception exception, string reason);
}
