namespace NFlow.Runtime.Scripting.Workers;

/// <summary>A worker ended while somebody waited for what only it knows. The run's own failure says why.</summary>
internal sealed class WorkerGoneException() : NFlowException("The worker process has ended.");
