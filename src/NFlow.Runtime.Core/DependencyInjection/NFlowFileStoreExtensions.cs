using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.Files;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Serves an app from a file.</summary>
public static class NFlowFileStoreExtensions
{
    /// <summary>Serves the designer document in a file, in place of an app of the store. Modules, users, templates and sessions stay where they are.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="path">The file; a relative path is resolved against the working directory.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Changes of the file are served within <see cref="NFlowOptions.AppFreshness"/>; changes of modules with the next change of the file.</remarks>
    public static INFlowBuilder AddAppFile(this INFlowBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Services.Replace(ServiceDescriptor.Singleton<IAppStore>(new FileAppStore(path)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IAppSourceReader, VersionedAppSourceReader>());
        return builder;
    }
}
