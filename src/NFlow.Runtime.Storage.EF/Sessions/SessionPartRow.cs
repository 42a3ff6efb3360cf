namespace NFlow.Runtime.Storage.EF.Sessions;

/// <summary>A row of <c>nflow_runtime_session_parts</c>: a named part of a session, as JSON text.</summary>
internal sealed class SessionPartRow
{
    public required string SessionId { get; set; }

    public required string Name { get; set; }

    public required string Json { get; set; }
}
