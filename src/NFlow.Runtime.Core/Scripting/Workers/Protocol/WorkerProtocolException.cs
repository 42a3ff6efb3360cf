namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>The other side said something that the protocol does not allow. The server ends such a worker.</summary>
internal sealed class WorkerProtocolException(string message) : NFlowException(message);
