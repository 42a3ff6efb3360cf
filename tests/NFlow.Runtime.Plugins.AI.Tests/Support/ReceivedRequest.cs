using System.Text.Json;

namespace NFlow.Runtime.Plugins.AI.Tests.Support;

/// <summary>A request as a service received it.</summary>
internal sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, JsonElement Body);
