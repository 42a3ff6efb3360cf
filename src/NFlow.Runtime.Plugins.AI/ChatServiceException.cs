namespace NFlow.Runtime.Plugins.AI;

/// <summary>A chat service did not answer as it should. The message names no key and may be shown to scripts; there is no inner exception, because those can quote requests.</summary>
internal sealed class ChatServiceException(string message) : NFlowException(message);
