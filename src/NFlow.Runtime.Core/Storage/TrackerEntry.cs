namespace NFlow.Runtime.Storage;

/// <summary>One executed node, as the designer's table <c>tracker</c> keeps it.</summary>
public sealed record TrackerEntry
{
    /// <summary>Id of the browser session's log.</summary>
    public required string LogId { get; init; }

    /// <summary>Node id.</summary>
    public required string BoxId { get; init; }

    /// <summary>Node name.</summary>
    public required string BoxName { get; init; }

    /// <summary>Node type.</summary>
    public required string BoxType { get; init; }

    /// <summary>Request path.</summary>
    public required string Url { get; init; }

    /// <summary>User name of the profile; empty when nobody is logged in.</summary>
    public required string UserName { get; init; }

    /// <summary>Id of the next node; empty at the end.</summary>
    public required string ConnectionNext { get; init; }

    /// <summary>How long the node took; stored as <c>&lt;ms&gt;m</c>.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When the node ran.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Position in the log, from 1.</summary>
    public required int OrderBox { get; init; }

    /// <summary>Payload after the node, JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Address of the connection.</summary>
    public string Ip { get; init; } = "";

    /// <summary>Address of the client as the host trusts it.</summary>
    public string RealIp { get; init; } = "";

    /// <summary>Header User-Agent.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Query string.</summary>
    public string QueryParam { get; init; } = "";

    /// <summary>Name of this machine.</summary>
    public string HostName { get; init; } = "";

    /// <summary>Host the client asked for.</summary>
    public string Host { get; init; } = "";
}
