namespace NFlow.Runtime.Scripting.Workers;

/// <summary>A value of the form state that lives in a worker.</summary>
/// <param name="Scope">The run's script world.</param>
/// <param name="Payload">Number of the payload it came from.</param>
/// <param name="Key">Its key.</param>
internal sealed record WorkerValue(WorkerScope Scope, int Payload, string Key);
