using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Testing;

/// <summary><c>sleep</c> on a clock that only the test moves: it moves the clock.</summary>
internal sealed class TestSleepApi(TimeProvider time) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface)
    {
        if (time is not FakeTimeProvider clock)
            return;
        surface.BlockingFunction(
            "sleep",
            (call, _) =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(Math.Clamp(call.RequireNumber(0), 0, int.MaxValue)));
                return new(HostValue.Undefined);
            },
            "Waits; in a test, moves the clock.",
            "void",
            new HostParameter("milliseconds", "number"));
    }
}
