namespace NFlow.Runtime.TestSupport;

/// <summary>Waiting for something that nobody announces.</summary>
public static class Poll
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Asks until the answer is yes; the test's own time limit is the bound.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isSo())
            await timer.WaitForNextTickAsync(cancellationToken);
    }

    /// <summary>Asks until the answer is yes, for two minutes at most.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await UntilAsync(() => Task.FromResult(isSo()), deadline.Token);
    }

    /// <summary>Asks until the answer is yes, for two minutes at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await UntilAsync(isSo, deadline.Token);
    }
}
