using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Plugins;

/// <summary>What an event source may know of the run that started it. Immutable; valid after the run has ended.</summary>
/// <param name="RunId">The run that reached the node.</param>
/// <param name="Data">What the author typed into the box, a JSON object.</param>
/// <param name="Payload">The payload when the run reached the node.</param>
/// <param name="PathVariables">Values captured from the path.</param>
/// <param name="Logger">A logger for the source.</param>
public sealed record PluginEventContext(string RunId, JsonElement Data, JsonElement Payload, IReadOnlyDictionary<string, string> PathVariables, ILogger Logger);
