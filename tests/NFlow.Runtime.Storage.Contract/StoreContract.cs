using Microsoft.Extensions.Time.Testing;

namespace NFlow.Runtime.Storage.Contract;

/// <summary>What every contract fixture has: a clock, and a place to open the store under test.</summary>
/// <typeparam name="TStore">The contract.</typeparam>
public abstract class StoreContract<TStore>
    where TStore : class
{
    private readonly Stack<IAsyncDisposable> _opened = new();

    protected static CancellationToken None => CancellationToken.None;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected TStore Store { get; private set; } = null!;

    [SetUp]
    public async Task OpenStore() => Store = await CreateStoreAsync();

    [TearDown]
    public async Task CloseStore()
    {
        while (_opened.TryPop(out var opened))
            await opened.DisposeAsync();
    }

    /// <summary>An empty store.</summary>
    protected abstract Task<TStore> CreateStoreAsync();

    protected T DisposeLater<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Push(opened);
        return opened;
    }
}
