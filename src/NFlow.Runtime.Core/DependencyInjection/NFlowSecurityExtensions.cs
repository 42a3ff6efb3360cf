using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Security;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds encryption and log sanitising. What is not added costs nothing.</summary>
public static class NFlowSecurityExtensions
{
    /// <summary>Adds <c>security.encrypt</c> and <c>security.decrypt</c> for scripts. Calling it twice is safe.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddSecurity(this INFlowBuilder builder, Action<SecurityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<SecurityOptions>().ValidateOnStart();
        if (configure is not null)
            services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SecurityOptions>, SecurityOptionsValidator>());
        services.TryAddSingleton<ValueCipher>();
        services.TryAddSingleton<PatternOverruns>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostApi, SecurityApi>());
        return builder;
    }

    /// <summary>Encrypts sensitive values of JSON answers. Needs a key. Call it after the engine is added.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddResponseEncryption(this INFlowBuilder builder, Action<SecurityOptions>? configure = null)
    {
        builder.AddSecurity(options =>
        {
            options.EncryptResponses = true;
            configure?.Invoke(options);
        });
        builder.Services.TryAddSingleton<JsonEncryption>();
        Decorate<IWorkflowEngine, EncryptingWorkflowEngine>(builder.Services, static (engine, provider) =>
            new EncryptingWorkflowEngine(engine, provider.GetRequiredService<JsonEncryption>(), provider.GetRequiredService<ILogger<EncryptingWorkflowEngine>>()));
        return builder;
    }

    /// <summary>Hides sensitive values in everything the host logs. Call it after logging is added.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddLogSanitizing(this INFlowBuilder builder, Action<SecurityOptions>? configure = null)
    {
        builder.AddSecurity(configure);
        Decorate<ILoggerFactory, SanitizingLoggerFactory>(builder.Services, static (factory, provider) =>
            new SanitizingLoggerFactory(factory, provider.GetRequiredService<IOptions<SecurityOptions>>(), provider.GetRequiredService<PatternOverruns>()));
        return builder;
    }

    private static void Decorate<TService, TDecorator>(IServiceCollection services, Func<TService, IServiceProvider, TDecorator> wrap)
        where TService : class
        where TDecorator : class, TService
    {
        if (services.Any(service => service.ServiceType == typeof(TDecorator)))
            return;
        var inner = services.LastOrDefault(service => service.ServiceType == typeof(TService))
            ?? throw new InvalidOperationException($"{typeof(TService).Name} is not registered yet. Call AddNFlowCore() or AddNFlowRuntime(), and AddLogging(), first.");
        services.AddSingleton(provider => wrap((TService)Create(inner, provider), provider));
        services.Replace(ServiceDescriptor.Singleton<TService>(provider => provider.GetRequiredService<TDecorator>()));
    }

    private static object Create(ServiceDescriptor descriptor, IServiceProvider provider) =>
        descriptor.ImplementationInstance
        ?? descriptor.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!);
}
