namespace NFlow.Runtime.Server.Configuration;

/// <summary>One value of the configuration, with where it was written.</summary>
/// <param name="Key">Table and key, joined by dots.</param>
/// <param name="Kind">How it was written.</param>
/// <param name="Text">The value as text.</param>
/// <param name="Items">The items of a list; empty otherwise.</param>
/// <param name="Place">File and line, or the environment variable.</param>
internal sealed record ConfigurationEntry(string Key, ConfigurationValueKind Kind, string Text, IReadOnlyList<string> Items, string Place);
