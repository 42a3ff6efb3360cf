using System.Text.Json;

namespace NFlow.Runtime.Recording;

/// <summary>The app a recorded run used, so that it can be replayed without a store.</summary>
internal sealed record RecordedApp
{
    public required string Name { get; init; }

    /// <summary>The start of the document's SHA-256, to tell versions apart.</summary>
    public required string Version { get; init; }

    public required JsonElement Document { get; init; }

    public string DefaultScript { get; init; } = "";

    /// <summary>Script that decided about authentication; null when it was the default script.</summary>
    public string? AuthScript { get; init; }

    /// <summary>Code of the modules that the app's nodes name.</summary>
    public Dictionary<string, string> Modules { get; init; } = [];

    public string LoginPath { get; init; } = "/nflow_login";

    public bool AllowOpenResume { get; init; }
}
