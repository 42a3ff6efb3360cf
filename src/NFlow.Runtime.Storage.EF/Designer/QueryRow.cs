namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>A row of <c>queries</c>: the SQL an installation wants for an operation.</summary>
internal sealed class QueryRow
{
    public int Id { get; set; }

    public string? Name { get; set; }

    public required string Query { get; set; }
}
