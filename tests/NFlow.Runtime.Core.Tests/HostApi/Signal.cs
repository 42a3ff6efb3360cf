using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Tests.HostApi;

/// <summary>A function that tells the test that a script got there.</summary>
internal sealed class Signal(string name, TaskCompletionSource reached) : IHostApi
{
    public static void Add(INFlowBuilder builder, string name, TaskCompletionSource reached) =>
        builder.Services.AddSingleton<IHostApi>(new Signal(name, reached));

    public void Configure(HostSurfaceBuilder surface) => surface.Function(name, _ =>
    {
        reached.TrySetResult();
        return HostValue.Undefined;
    }, "Tells the test.");
}
