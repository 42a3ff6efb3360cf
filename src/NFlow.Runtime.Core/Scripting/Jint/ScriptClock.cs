using Jint.Runtime;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>What <c>Date</c> takes for the present: the host's clock, in UTC.</summary>
internal sealed class ScriptClock(Func<DateTimeOffset> now) : ITimeSystem
{
    private readonly DefaultTimeSystem _calendar = new(TimeZoneInfo.Utc, System.Globalization.CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => now();

    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;

    public bool TryParse(string date, out long epochMilliseconds) => _calendar.TryParse(date, out epochMilliseconds);
}
