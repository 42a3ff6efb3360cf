namespace NFlow.Runtime.Storage.EF.Databases;

/// <summary>
/// Lets work wait its turn without a thread: SQLite admits one writer (in memory or without a write-ahead log: one user) at a time, and answers the others with errors. Thread-safe.
/// </summary>
internal sealed class AccessGate(TurnTaking turns) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public ValueTask<Turn> EnterAsync(bool writes, CancellationToken cancellationToken) =>
        (turns == TurnTaking.Everyone || (writes && turns == TurnTaking.Writers)) ? WaitAsync(cancellationToken) : new(default(Turn));

    public void Dispose() => _turn.Dispose();

    private async ValueTask<Turn> WaitAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(_turn);
    }

    public readonly struct Turn(SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose() => turn?.Release();
    }
}
