using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>A host with nothing but the stores.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Func<ValueTask>? _cleanUp;

    public StoreHost(Action<NFlowStorageOptions> configure, TimeProvider? time = null, Func<ValueTask>? cleanUp = null, Action<IServiceCollection>? services = null)
    {
        _cleanUp = cleanUp;
        var collection = new ServiceCollection();
        collection.AddSingleton(time ?? TimeProvider.System);
        collection.Configure<NFlowOptions>(options => options.TemplateFolder = Path.Combine(Path.GetTempPath(), "nflow-no-such-folder"));
        services?.Invoke(collection);
        new Builder(collection).AddEntityFrameworkStores(configure);
        _services = collection.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_cleanUp is not null)
            await _cleanUp();
    }

    public sealed record Builder(IServiceCollection Services) : INFlowBuilder;
}
