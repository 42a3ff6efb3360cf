namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>A row of <c>users</c>.</summary>
internal sealed class UserRow
{
    public int Id { get; set; }

    public required string UserName { get; set; }

    public required string Password { get; set; }

    public string? Role { get; set; }

    public bool? Active { get; set; }
}
