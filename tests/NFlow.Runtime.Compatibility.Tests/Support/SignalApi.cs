using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Compatibility.Tests.Support;

/// <summary><c>signal()</c>: tells the test that a script got there.</summary>
internal sealed class SignalApi(TaskCompletionSource reached) : IHostApi
{
    public void Configure(HostSurfaceBuilder surface) => surface.Function("signal", _ =>
    {
        reached.TrySetResult();
        return HostValue.Undefined;
    }, "Tells the test.");
}
