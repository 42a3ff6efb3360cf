namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>A row of <c>modules</c>: one kind of box.</summary>
internal sealed class ModuleRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Form { get; set; }

    public required string Mod { get; set; }

    public string? Code { get; set; }
}
