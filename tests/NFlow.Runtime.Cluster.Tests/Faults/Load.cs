using NFlow.Runtime.Cluster.Tests.Support;

namespace NFlow.Runtime.Cluster.Tests.Faults;

/// <summary>Browsers that count in their sessions, all the time.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly List<Worker> _workers;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running;

    public Load(Installation installation, int workers)
    {
        _installation = installation;
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new Worker())];
        _running = [.. _workers.Select((worker, i) => Task.Run(() => worker.RunAsync(installation, null, i, _stop.Token), CancellationToken.None))];
    }

    /// <summary>Whether answers of 503 are no mistake.</summary>
    public bool MayBeRefused
    {
        set
        {
            foreach (var worker in _workers)
                worker.MayBeRefused = value;
        }
    }

    /// <summary>Waits until every browser has been answered so many times more.</summary>
    public Task AcceptAsync(int times, CancellationToken cancellationToken) => MoreAsync(worker => worker.Accepted, times, cancellationToken);

    /// <summary>Waits until every browser has been refused so many times more.</summary>
    public Task RefuseAsync(int times, CancellationToken cancellationToken) => MoreAsync(worker => worker.Unanswered, times, cancellationToken);

    /// <summary>Stops, counts once more in every session, and says what was wrong.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        foreach (var worker in _workers)
            await worker.CountAsync(_installation.Servers[0]);
        return [.. _workers.SelectMany(worker => worker.Wrong)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _workers.ForEach(worker => worker.Dispose());
        _stop.Dispose();
    }

    private async Task MoreAsync(Func<Worker, int> count, int times, CancellationToken cancellationToken)
    {
        var before = _workers.ConvertAll(worker => count(worker));
        await Poll.UntilAsync(() => Task.FromResult(_workers.Zip(before).All(pair => count(pair.First) >= pair.Second + times)), cancellationToken);
    }
}
