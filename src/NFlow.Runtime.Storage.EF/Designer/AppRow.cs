namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>A row of <c>nflow</c>: one app.</summary>
internal sealed class AppRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public required string Json { get; set; }

    public string? DefaultJs { get; set; }

    public string? Tag { get; set; }
}
