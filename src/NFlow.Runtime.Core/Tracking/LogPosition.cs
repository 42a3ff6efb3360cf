namespace NFlow.Runtime.Tracking;

/// <summary>The number of the latest entry of a log. Thread-safe.</summary>
internal sealed class LogPosition
{
    private int _value;

    public int Value => Volatile.Read(ref _value);

    public int Next() => Interlocked.Increment(ref _value);

    public void Restart() => Volatile.Write(ref _value, 0);

    public void AdvanceTo(int atLeast)
    {
        var seen = Value;
        while (seen < atLeast && Interlocked.CompareExchange(ref _value, atLeast, seen) is var current && current != seen)
            seen = current;
    }
}
