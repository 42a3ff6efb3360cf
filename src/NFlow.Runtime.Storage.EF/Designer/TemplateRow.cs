namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>A row of <c>template</c>.</summary>
internal sealed class TemplateRow
{
    public int Id { get; set; }

    public string? Name { get; set; }

    public required string Content { get; set; }
}
