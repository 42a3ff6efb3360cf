using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Scale.Server;

/// <summary>A host call that ends for everybody at once, when the gate is opened.</summary>
internal sealed class GateApi : IHostApi
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _entered;

    public int Entered => Volatile.Read(ref _entered);

    public void Open() => _opened.TrySetResult();

    public void Configure(HostSurfaceBuilder surface) => surface.AsyncFunction(
        "gate",
        async (_, cancellationToken) =>
        {
            var number = Interlocked.Increment(ref _entered);
            await _opened.Task.WaitAsync(cancellationToken);
            return HostValue.From(number);
        },
        "Waits until the gate is opened.",
        "number");
}
