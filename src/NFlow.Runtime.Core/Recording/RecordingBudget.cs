using System.Text.Json;

namespace NFlow.Runtime.Recording;

/// <summary>What one recording may hold. A run that exceeds it goes on unharmed; its recording is given up. Thread-safe.</summary>
internal sealed class RecordingBudget(long bytes)
{
    private long _left = bytes;

    public bool IsExceeded => Interlocked.Read(ref _left) < 0;

    public void Spend(long size) => Interlocked.Add(ref _left, -size);

    public void Spend(JsonElement json) => Spend(json.ValueKind == JsonValueKind.Undefined ? 0 : JsonSize(json));

    private static int JsonSize(JsonElement json) => json.GetRawText().Length;
}
