using System.Text.Json;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>A question as a script put it, before prompts were rendered.</summary>
internal sealed record ChatRequest
{
    /// <summary>Name of the provider; empty for the host's choice.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Key for the provider; empty for the host's.</summary>
    public string Key { get; init; } = "";

    /// <summary>Address of an Ollama; empty for the host's.</summary>
    public string BaseUrl { get; init; } = "";

    public string Model { get; init; } = "";

    public string System { get; init; } = "";

    /// <summary>Earlier turns of a conversation, role and text; sent as they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Messages { get; init; } = [];

    public string Prompt { get; init; } = "";

    /// <summary>What the prompts' Mustache tags refer to.</summary>
    public JsonElement Data { get; init; }

    /// <summary>Whether the prompts are templates.</summary>
    public bool RendersPrompts { get; init; }

    /// <summary>Whether values are HTML-escaped and a faulty template is sent as it is, as existing apps are used to.</summary>
    public bool IsLegacy { get; init; }

    public float? Temperature { get; init; }

    public int? MaxTokens { get; init; }
}
