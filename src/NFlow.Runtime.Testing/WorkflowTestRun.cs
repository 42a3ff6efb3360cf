using System.Text;
using System.Text.Json;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Testing;

/// <summary>A run that has ended: its outcome, its answer and the path it took. Immutable.</summary>
public sealed class WorkflowTestRun
{
    private static readonly TimeSpan ForkPatience = TimeSpan.FromSeconds(30);

    private readonly RunWatcher _watcher;
    private readonly ScriptLog _log;

    internal WorkflowTestRun(RunReport report, WorkflowResponse response, RunWatcher watcher, ScriptLog log)
    {
        RunId = report.RunId;
        Outcome = report.Outcome;
        Response = response;
        Nodes = [.. watcher.Of(report.RunId).Nodes];
        _watcher = watcher;
        _log = log;
    }

    /// <summary>The run's id; empty when no starter matched.</summary>
    public string RunId { get; }

    /// <summary>How the run ended.</summary>
    public RunOutcome Outcome { get; }

    /// <summary>The answer; that of a fork is never given.</summary>
    public WorkflowResponse Response { get; }

    /// <summary>The nodes the run visited, in order. Those of its forks are in the forks.</summary>
    public IReadOnlyList<VisitedNode> Nodes { get; }

    /// <summary>The names of the visited nodes, in order; the id of a node without name.</summary>
    public IReadOnlyList<string> Path => [.. Nodes.Select(node => node.Name)];

    /// <summary>The path as one line, with ports and end: <c>Ask → (output_1) Check → (output_2) Refuse ✗ ReferenceError: x is not defined</c>.</summary>
    public string Drawing => PathDrawing.Draw(Nodes, Outcome);

    /// <summary>The payload after the last node; of kind <see cref="JsonValueKind.Undefined"/> when no node completed.</summary>
    public JsonElement Payload => Nodes.LastOrDefault(node => node.Payload.ValueKind != JsonValueKind.Undefined)?.Payload ?? default;

    /// <summary>The answer's body as text.</summary>
    public string Body => Encoding.UTF8.GetString(Response.Body.Span);

    /// <summary>What the run's scripts wrote with <c>console</c>, in order.</summary>
    public IReadOnlyList<ScriptLogLine> Log => _log.Of(RunId);

    /// <summary>The visit of a node.</summary>
    /// <param name="nameOrId">Name or id of the node.</param>
    /// <returns>The last visit.</returns>
    /// <exception cref="WorkflowAssertionException">The run did not visit it; the message says where it went.</exception>
    public VisitedNode Node(string nameOrId) =>
        Nodes.LastOrDefault(node => node.IsCalled(nameOrId))
        ?? throw new WorkflowAssertionException($"The run did not visit '{nameOrId}'. It took: {Drawing}");

    /// <summary>The answer's body as JSON.</summary>
    /// <returns>The root element.</returns>
    /// <exception cref="WorkflowAssertionException">The body is not JSON.</exception>
    public JsonElement ReadJson()
    {
        try
        {
            return JsonElement.Parse(Response.Body.Span);
        }
        catch (JsonException)
        {
            throw new WorkflowAssertionException($"The answer is not JSON, but {Response.StatusCode} {Response.ContentType}: '{Body}'. The run took: {Drawing}");
        }
    }

    /// <summary>The branches that the run has forked, once they have ended, in the order in which they began.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The forks; each may have forks of its own.</returns>
    /// <exception cref="WorkflowAssertionException">A fork has not ended within 30 seconds.</exception>
    public async Task<IReadOnlyList<WorkflowTestRun>> ForksAsync(CancellationToken cancellationToken = default)
    {
        var forks = new List<WorkflowTestRun>();
        foreach (var fork in _watcher.Of(RunId).Forks)
        {
            try
            {
                var outcome = await fork.Ended.Task.WaitAsync(ForkPatience, cancellationToken).ConfigureAwait(false);
                forks.Add(new WorkflowTestRun(new RunReport(fork.RunId, outcome), new WorkflowResponse(), _watcher, _log));
            }
            catch (TimeoutException)
            {
                throw new WorkflowAssertionException($"A fork has not ended within {ForkPatience.TotalSeconds} seconds. So far it took: {string.Join(", ", fork.Nodes)}. The run took: {Drawing}");
            }
        }

        return forks;
    }

    /// <inheritdoc/>
    public override string ToString() => Drawing;
}
