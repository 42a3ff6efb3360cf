namespace NFlow.Runtime.Storage;

/// <summary>A user as stored.</summary>
/// <param name="Id">Id of the row.</param>
/// <param name="Name">User name.</param>
/// <param name="PasswordHash">Hash as stored; never given to scripts.</param>
/// <param name="Role">Role.</param>
/// <param name="IsActive">Whether the user may log in.</param>
public sealed record UserRecord(long Id, string Name, string PasswordHash, string Role, bool IsActive);
