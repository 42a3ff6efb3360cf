namespace NFlow.Runtime.Execution;

/// <summary>Runs requests against an app. The one door of the runtime; thread-safe.</summary>
public interface IWorkflowEngine
{
    /// <summary>Finds the starter for a request, runs the flow, and collects the answer.</summary>
    /// <param name="request">What came in.</param>
    /// <param name="response">Where the answer goes; nothing is sent until the adapter sends it.</param>
    /// <param name="services">Services of the host's scope, from which steps are resolved.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>How the run ended, with its id. Errors of the app, its scripts and its stores are outcomes; nothing is thrown for them.</returns>
    ValueTask<RunReport> RunAsync(WorkflowRequest request, WorkflowResponse response, IServiceProvider services, CancellationToken cancellationToken);
}
