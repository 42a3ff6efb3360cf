namespace NFlow.Runtime.Cluster.Tests.Support;

/// <summary>Waiting for something that nobody announces.</summary>
internal static class Poll
{
    /// <summary>Asks until the answer is yes; the test's own time limit is the bound.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isSo())
            await timer.WaitForNextTickAsync(cancellationToken);
    }
}
