using System.Buffers;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Sessions;

namespace NFlow.Runtime.Tracking;

/// <summary>What the tracker knows of one run. The run alone changes it while it goes on; what its entries have in common stays readable after.</summary>
internal sealed class TrackedRun(string logId, LogPosition position, WorkflowRequest request) : ISessionAddition
{
    /// <summary>The part of the session that says which log it has and how far that has come.</summary>
    public const string LogPart = "log-session";
    public const string LogIdKey = "log_id";
    public const string PositionKey = "order_box";

    private const int ChunkLength = 16;
    private const int ChunkBytes = 32 * 1024;
    private const int OwnBytes = 512;
    private const int NodeBytes = 128;
    private const string ProfilePart = "auth_session";
    private const string ProfileKey = "profile";

    private TrackedNode[]? _nodes;
    private int _count;
    private int _skipped;
    private long _bytes;
    private string? _profile;
    private string _userName = "";

    public string LogId { get; } = logId;

    public LogPosition Position { get; } = position;

    public string Path { get; } = request.Path;

    public string QueryString { get; } = request.QueryString;

    public string Host { get; } = request.Host;

    public string RemoteAddress { get; } = request.RemoteAddress;

    public string UserAgent { get; } = request.FindHeader("User-Agent") ?? "";

    /// <summary>Whether nodes are counted only: there is no room, and half a run is worth less than another whole one.</summary>
    public bool IsSkipped { get; private set; }

    /// <summary>Records no further node.</summary>
    public void Skip() => IsSkipped = true;

    /// <summary>Counts a node that is not recorded; its number stays free, so that the log shows the gap.</summary>
    public void AddSkipped()
    {
        Position.Next();
        _skipped++;
    }

    /// <summary>How many nodes were counted only, once.</summary>
    public int TakeSkipped() => Interlocked.Exchange(ref _skipped, 0);

    /// <summary>Keeps a node until there are enough for a chunk.</summary>
    /// <returns>Whether the chunk should be handed over.</returns>
    public bool Add(in TrackedNode node)
    {
        (_nodes ??= ArrayPool<TrackedNode>.Shared.Rent(ChunkLength))[_count++] = node;
        _bytes += node.Payload.Length;
        return _count == ChunkLength || _bytes >= ChunkBytes;
    }

    /// <summary>Hands over the nodes that were added since the last time; false when there are none.</summary>
    public bool TryTake(out TrackedChunk chunk)
    {
        chunk = default;
        if (_nodes is not { } nodes)
            return false;
        // Thousands may wait, most of them short: each keeps what it needs, and the run's thread its pooled array.
        chunk = new(this, nodes.AsSpan(0, _count).ToArray(), _bytes + MeasureOwn() + (NodeBytes * _count));
        ArrayPool<TrackedNode>.Shared.Return(nodes, clearArray: true);
        (_nodes, _count, _bytes) = (null, 0, 0);
        return true;
    }

    /// <summary>What waits with a chunk besides payloads. Clients choose how long most of it is.</summary>
    private long MeasureOwn() =>
        OwnBytes + (sizeof(char) * ((long)LogId.Length + Path.Length + QueryString.Length + Host.Length + RemoteAddress.Length + UserAgent.Length + _userName.Length));

    /// <summary>When the session is written anyway, it says which log it has and how far that has come.</summary>
    void ISessionAddition.AddTo(RunSession session)
    {
        session.Write(LogPart, LogIdKey, JsonSerializer.SerializeToElement(LogId));
        session.Write(LogPart, PositionKey, JsonSerializer.SerializeToElement(Position.Value));
    }

    /// <summary>The user's name in the profile; parsed again only when the profile changes.</summary>
    public string ReadUserName(RunContext run)
    {
        if (!run.Session.Has(ProfilePart))
            return "";
        var value = run.Session.Get(ProfilePart, ProfileKey);
        if (value.ValueKind != JsonValueKind.String)
            return "";
        var profile = value.GetString()!;
        if (profile != _profile)
            (_profile, _userName) = (profile, ParseUserName(profile));
        return _userName;
    }

    private static string ParseUserName(string profile)
    {
        try
        {
            using var document = JsonDocument.Parse(profile);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("username", out var name)
                && name.ValueKind == JsonValueKind.String
                    ? name.GetString()!
                    : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
