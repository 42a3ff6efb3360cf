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
}
