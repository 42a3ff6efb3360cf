using System.Diagnostics;

namespace NFlow.Runtime.Security;

/// <summary>The time that the texts of one log entry have together: as much as a pattern has for one text. Not thread-safe.</summary>
internal sealed class LogEntryTime(TimeSpan limit)
{
    private TimeSpan _spent;

    /// <summary>The pattern that used up the last of it; null while there is some left.</summary>
    public SensitivePattern? SpentBy { get; private set; }

    /// <summary>Charges what a pattern took.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="began">When it began, as a timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="isOverrun">Whether it was stopped.</param>
    public void Charge(SensitivePattern pattern, long began, bool isOverrun)
    {
        _spent += Stopwatch.GetElapsedTime(began);
        if (isOverrun || _spent >= limit)
            SpentBy = pattern;
    }
}
