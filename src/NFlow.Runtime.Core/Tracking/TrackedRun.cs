using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Tracking;

/// <summary>What the tracker knows of one run while it goes on. Used by that run only.</summary>
internal sealed class TrackedRun(string logId, LogPosition position)
{
    private const string ProfilePart = "auth_session";
    private const string ProfileKey = "profile";

    private string? _profile;
    private string _userName = "";

    public string LogId { get; } = logId;

    public LogPosition Position { get; } = position;

    /// <summary>Entries that were not handed over yet.</summary>
    public List<TrackerEntry>? Entries { get; set; }

    /// <summary>Characters of their payloads.</summary>
    public long Characters { get; set; }

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
