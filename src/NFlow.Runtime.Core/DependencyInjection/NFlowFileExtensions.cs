using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.Files;
using NFlow.Runtime.Storage.InMemory;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an app that is a file.</summary>
public static class NFlowFileExtensions
{
    /// <summary>
    /// Serves the app in a JSON file, with <c>name.default.js</c>, <c>modules.csv</c> and <c>modules/*.js</c> beside it; modules that are not beside it come from the store registered before.
    /// </summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="path">The JSON file; a relative path is resolved against the working directory.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddAppFile(this INFlowBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton(provider => new FileAppStore(path, provider.GetRequiredService<IOptions<NFlowOptions>>().Value.AppName)));
        var stored = services.LastOrDefault(service => service.ServiceType == typeof(IModuleStore));
        services.Replace(ServiceDescriptor.Singleton(provider => new FileAppOverStore(provider.GetRequiredService<FileAppStore>(), Stored(stored, provider))));
        services.Replace(ServiceDescriptor.Singleton<IAppStore>(provider => provider.GetRequiredService<FileAppOverStore>()));
        services.Replace(ServiceDescriptor.Singleton<IModuleStore>(provider => provider.GetRequiredService<FileAppOverStore>()));
        services.Replace(ServiceDescriptor.Singleton<IAppSourceReader, VersionedAppSourceReader>());
        return builder;
    }

    /// <summary>The module store that was registered before, which goes on serving the modules that do not lie beside the file.</summary>
    private static IModuleStore Stored(ServiceDescriptor? registration, IServiceProvider provider) => registration switch
    {
        null => new InMemoryStore(),
        { ImplementationInstance: IModuleStore instance } => instance,
        { ImplementationFactory: { } create } => (IModuleStore)create(provider),
        _ => (IModuleStore)ActivatorUtilities.CreateInstance(provider, registration.ImplementationType!),
    };
}
