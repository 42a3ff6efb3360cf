using Microsoft.Extensions.DependencyInjection;

namespace NFlow.Runtime.Storage.EF.Tests.Support;

/// <summary>A host with nothing but the stores.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public StoreHost(Action<NFlowStorageOptions>? configure, TimeProvider? time = null, Action<INFlowBuilder>? build = null, bool withEngine = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddLogging();
        services.Configure<NFlowOptions>(options => options.TemplateFolder = Path.Combine(Path.GetTempPath(), "nflow-no-such-folder"));
        var builder = withEngine ? services.AddNFlowCore() : new Builder(services);
        if (configure is not null)
            builder.AddEntityFrameworkStores(configure);
        build?.Invoke(builder);
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed record Builder(IServiceCollection Services) : INFlowBuilder;
}
