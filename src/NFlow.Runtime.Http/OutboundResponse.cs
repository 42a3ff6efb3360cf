namespace NFlow.Runtime.Http;

/// <summary>What the other server answered.</summary>
internal sealed record OutboundResponse(int Status, string Reason, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Headers, byte[] Body, string Text);
