using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Forks;

/// <summary>Starts runs in the background. Thread-safe.</summary>
internal interface IForkLauncher
{
    /// <summary>Starts a branch with its own copy of everything; it writes to no session and no response.</summary>
    /// <param name="parent">The run it comes from.</param>
    /// <param name="start">Its first node.</param>
    /// <param name="payload">Its payload, copied.</param>
    /// <returns>The branch's run id.</returns>
    /// <exception cref="RunFailedException">Too many branches wait, or the host is stopping.</exception>
    string Launch(FlowRun parent, NodeDefinition start, JsonElement payload);

    /// <summary>Like the other, and tells when the branch has ended.</summary>
    /// <param name="parent">The run it comes from.</param>
    /// <param name="start">Its first node.</param>
    /// <param name="payload">Its payload, copied.</param>
    /// <param name="completion">Completes when the branch has ended, however it ended; never faults.</param>
    /// <returns>The branch's run id.</returns>
    /// <exception cref="RunFailedException">Too many branches wait, or the host is stopping.</exception>
    string Launch(FlowRun parent, NodeDefinition start, JsonElement payload, out Task completion);

    /// <summary>A copy of a run from which branches can be launched after the run has ended.</summary>
    /// <param name="parent">The run, while it still runs.</param>
    /// <param name="start">A node of its flow.</param>
    /// <returns>The copy; it is not run itself.</returns>
    FlowRun Detach(FlowRun parent, NodeDefinition start);
}
