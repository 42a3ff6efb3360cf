namespace NFlow.Runtime.Scripting.Jint;

/// <summary>How many engines an app may keep in all its flows; flows beyond have new ones made for each run. Thread-safe.</summary>
internal sealed class EngineQuota
{
    private static readonly int Max = 128 * Environment.ProcessorCount;

    private int _taken;

    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= Max)
            return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _taken);
}
