namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>What a peer that never answers tells the test: that somebody waits for it, and that nobody does any more. Thread-safe.</summary>
internal sealed class Hold
{
    private TaskCompletionSource _reached = New();
    private TaskCompletionSource _released = New();

    public Task Reached => _reached.Task;

    public Task Released => _released.Task;

    public void Reach() => _reached.TrySetResult();

    public void Release() => _released.TrySetResult();

    public void Reset() => (_reached, _released) = (New(), New());

    /// <summary>Never answers; ends when the caller gives up.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var given = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(() => given.TrySetResult()))
        {
            Reach();
            await given.Task;
        }

        Release();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
