using System.Text.Json.Serialization;

namespace NFlow.Runtime.Scripting.Workers.Protocol;

/// <summary>Generated, so that a worker starts without reflection.</summary>
[JsonSourceGenerationOptions(PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate)]
[JsonSerializable(typeof(WorkerHello))]
internal sealed partial class WorkerHelloJson : JsonSerializerContext;
