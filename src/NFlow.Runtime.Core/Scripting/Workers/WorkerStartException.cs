namespace NFlow.Runtime.Scripting.Workers;

/// <summary>A worker process did not start.</summary>
internal sealed class WorkerStartException(string message, Exception? innerException = null) : NFlowException(message, innerException);
