namespace NFlow.Runtime.Storage.EF.Designer;

/// <summary>A row of <c>tracker</c>: one executed node.</summary>
internal sealed class TrackerRow
{
    public int Id { get; set; }

    public string? LogId { get; set; }

    public string? BoxId { get; set; }

    public string? BoxName { get; set; }

    public string? BoxType { get; set; }

    public string? Url { get; set; }

    public string? UserName { get; set; }

    public string? ConnectionNext { get; set; }

    public string? Duration { get; set; }

    public DateTime? Created { get; set; }

    public int? OrderBox { get; set; }

    public string? Payload { get; set; }

    public string? Ip { get; set; }

    public string? RealIp { get; set; }

    public string? UserAgent { get; set; }

    public string? QueryParam { get; set; }

    public string? HostName { get; set; }

    public string? Host { get; set; }
}
