namespace NFlow.Runtime.Storage.EF.Sessions;

/// <summary>A row of <c>nflow_runtime_sessions</c>.</summary>
internal sealed class SessionRow
{
    public required string Id { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long ExpiresAt { get; set; }
}
