namespace NFlow.Runtime.AspNetCore.Sessions;

/// <summary>What the session cookie says, once proved: whose session it is and when the cookie was issued.</summary>
internal sealed record SessionTicket(string SessionId, DateTimeOffset IssuedAt);
