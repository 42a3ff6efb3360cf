using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.Files;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers an app that is a file.</summary>
public static class NFlowFileExtensions
{
    /// <summary>
    /// Serves the app in a JSON file, with <c>name.default.js</c>, <c>modules.csv</c> and <c>modules/*.js</c> beside it; replaces what was registered for apps and modules before.
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
        services.Replace(ServiceDescriptor.Singleton<IAppStore>(provider => provider.GetRequiredService<FileAppStore>()));
        services.Replace(ServiceDescriptor.Singleton<IModuleStore>(provider => provider.GetRequiredService<FileAppStore>()));
        services.Replace(ServiceDescriptor.Singleton<IAppSourceReader>(provider => provider.GetRequiredService<FileAppStore>()));
        return builder;
    }
}
