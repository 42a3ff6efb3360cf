using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Recording;
using NFlow.Runtime.Scripting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the recorder of runs.</summary>
public static class NFlowRecorderExtensions
{
    /// <summary>
    /// Lets runs be recorded to files, which NFlow.Runtime.Testing replays as tests: requests that carry the token in header <c>X-NFlow-Record</c>, and, by
    /// <see cref="RunRecorderOptions.Mode"/>, those that fail or all.
    /// </summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="folder">Folder of the recordings; as confidential as the database.</param>
    /// <param name="configure">Sets token, mode and bounds.</param>
    /// <returns>The builder. Calling it twice is safe.</returns>
    public static INFlowBuilder AddRunRecorder(this INFlowBuilder builder, string folder, Action<RunRecorderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var services = builder.Services;
        services.AddOptions<RunRecorderOptions>().Configure(options => options.Folder = folder).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RunRecorderOptions>, RunRecorderOptionsValidator>());
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(RunRecorder)))
            return builder;

        services.AddSingleton<RunRecorder>();
        services.AddSingleton<IRunObserver>(provider => provider.GetRequiredService<RunRecorder>());
        services.AddSingleton<IStopParticipant>(provider => provider.GetRequiredService<RunRecorder>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostSurfaceDecorator, TappedSurface>());
        return builder;
    }
}
