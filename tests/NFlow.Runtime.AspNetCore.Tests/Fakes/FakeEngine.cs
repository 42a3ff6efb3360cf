using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Tests.Fakes;

/// <summary>An engine whose runs are what the test says.</summary>
internal sealed class FakeEngine(Func<FakeRun, ValueTask<RunOutcome>> run) : IWorkflowEngine
{
    public const string RunId = "0b0f4c3c-0d51-4b3f-a8f1-000000000001";

    public async ValueTask<RunReport> RunAsync(WorkflowRequest request, WorkflowResponse response, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await request.LoadBodyAsync(cancellationToken);
            return new RunReport(RunId, await run(new FakeRun(request, response, services, cancellationToken)));
        }
        catch (RunFailedException exception)
        {
            return new RunReport("", RunOutcome.Failed(exception.Error));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new RunReport("", RunOutcome.Cancelled);
        }
    }
}
