namespace NFlow.Runtime.Http;

/// <summary>An address that scripts may not reach. The message names the host and may be shown to the script.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);
