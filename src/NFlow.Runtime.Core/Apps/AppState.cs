using NFlow.Runtime.Model;

namespace NFlow.Runtime.Apps;

/// <summary>What is being served, for health and operators. A snapshot.</summary>
/// <param name="AppName">Name of the app.</param>
/// <param name="Definition">The version being served; null before the first successful load.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="LastError">Why the latest attempt to load failed; null when it succeeded. The served version is then the last good one.</param>
/// <param name="LastErrorAt">When it failed.</param>
public sealed record AppState(string AppName, AppDefinition? Definition, DateTimeOffset? LoadedAt, string? LastError, DateTimeOffset? LastErrorAt);
