namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>A row of <c>api_tokens</c>.</summary>
internal sealed class TokenRow
{
    public int Id { get; set; }

    public string? Name { get; set; }

    public required string Token { get; set; }

    public DateTime? Start { get; set; }

    public long? Expired { get; set; }

    public bool? Active { get; set; }

    public string? Header { get; set; }

    public string? TokenType { get; set; }
}
