namespace NFlow.Runtime.Storage;

/// <summary>An API token as stored (table <c>api_tokens</c>).</summary>
/// <param name="Id">Id of the row.</param>
/// <param name="Name">Name that scripts ask for; several tokens may share it.</param>
/// <param name="Token">The secret.</param>
/// <param name="ExpiresAt">When it stops being valid; null for never.</param>
/// <param name="IsActive">Whether it is valid at all.</param>
/// <param name="Header">Request header that carries it.</param>
/// <param name="Type">Scheme before the secret, such as <c>Bearer</c>.</param>
public sealed record TokenRecord(long Id, string Name, string Token, DateTimeOffset? ExpiresAt, bool IsActive, string Header, string Type);
