using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Authentication;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Diagnostics;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Forks;
using NFlow.Runtime.Model;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;
using NFlow.Runtime.Scripting.Workers;
using NFlow.Runtime.Sessions;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the engine without web server or database, for hosts of another kind and for tests.</summary>
public static class NFlowCoreServiceCollectionExtensions
{
    /// <summary>Adds the engine with in-memory stores, which other packages replace. Calling it twice is safe.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>A builder for steps, plugins and stores.</returns>
    [RequiresUnreferencedCode("The script engine and the JSON of host functions, plugins and steps use reflection.")]
    [RequiresDynamicCode("The script engine and the JSON of host functions, plugins and steps generate code at run time.")]
    public static INFlowBuilder AddNFlowCore(this IServiceCollection services, Action<NFlowOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<NFlowOptions>();
        if (configure is not null)
            options.Configure(configure);

        var builder = new NFlowBuilder(services);
        if (services.All(service => service.ServiceType != typeof(IWorkflowEngine)))
        {
            options.ValidateOnStart();
            AddEngine(services);
            NFlowClusterRegistration.Add(services);
            AddInMemoryStores(services);
            builder.AddBuiltInHostApi();
            AddBuiltInSteps(builder);
        }

        return builder;
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NFlowOptions>, NFlowOptionsValidator>());
        services.TryAddSingleton(BuildSurface);
        services.TryAddSingleton<IScriptAnalyzer, JintScriptAnalyzer>();
        services.TryAddSingleton(CreateScriptEngine);
        services.TryAddSingleton<AppCatalog>();
        services.TryAddSingleton<IAppCatalog>(provider => provider.GetRequiredService<AppCatalog>());
        services.TryAddSingleton<ProcessRegistry>();
        services.TryAddSingleton<IProcessRegistry>(provider => provider.GetRequiredService<ProcessRegistry>());
        services.TryAddSingleton<SessionUpkeep>();
        services.TryAddSingleton<SessionGateway>();
        services.TryAddSingleton<AuthenticationGate>();
        services.TryAddSingleton<StepRegistry>();
        services.AddNFlowDiagnostics();
        services.TryAddSingleton<RunObservers>();
        services.TryAddSingleton<RunLoop>(CreateLoop);
        services.TryAddSingleton<RunDriver>();
        services.TryAddSingleton<IForkLauncher, ForkLauncher>();
        services.TryAddSingleton(provider => new NFlowLifetime(
            provider.GetRequiredService<ProcessRegistry>(),
            provider.GetRequiredService<ClusterNode>(),
            provider.GetServices<IStopParticipant>(),
            provider.GetRequiredService<IOptions<NFlowOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IWorkflowEngine, WorkflowEngine>();
    }

    private static IScriptEngine CreateScriptEngine(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<NFlowOptions>>().Value.Scripts.Isolation == ScriptIsolation.Process
            ? ActivatorUtilities.CreateInstance<WorkerScriptEngine>(provider)
            : ActivatorUtilities.CreateInstance<JintScriptEngine>(provider);

    private static HostSurface BuildSurface(IServiceProvider provider)
    {
        var surface = new HostSurfaceBuilder();
        foreach (var api in provider.GetServices<IHostApi>())
            api.Configure(surface);
        return provider.GetServices<IHostSurfaceDecorator>().Aggregate(surface.Build(), static (built, decorator) => decorator.Decorate(built));
    }

    /// <summary>The executor with what is optional around it, put together once.</summary>
    private static RunLoop CreateLoop(IServiceProvider provider)
    {
        IStepExecutor executor = ActivatorUtilities.CreateInstance<StepExecutor>(provider);
        executor = ActivatorUtilities.CreateInstance<LogTriggerStepExecutor>(provider, executor);
        if (provider.GetRequiredService<RunObservers>() is { Any: true } observers)
            executor = new ObservedStepExecutor(executor, observers, provider.GetRequiredService<TimeProvider>());
        return new RunLoop(executor, provider.GetRequiredService<IOptions<NFlowOptions>>().Value.MaxStepsPerRun);
    }

    private static void AddInMemoryStores(IServiceCollection services)
    {
        services.TryAddSingleton<InMemoryStore>();
        services.TryAddSingleton<IAppStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<IModuleStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<IAppSourceReader, VersionedAppSourceReader>();
        services.TryAddSingleton<ITemplateStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<IUserStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<ITokenStore>(provider => provider.GetRequiredService<InMemoryStore>());
        services.TryAddSingleton<ISessionStore, InMemorySessionStore>();
        services.TryAddSingleton<ITrackerStore, InMemoryTrackerStore>();
    }

    private static void AddBuiltInSteps(INFlowBuilder builder)
    {
        builder.AddStep<ScriptStep>(NodeTypes.Script, ServiceLifetime.Singleton);
        builder.AddStep<ForkStep>(NodeTypes.Fork, ServiceLifetime.Singleton);
        builder.AddPlugins();
    }
}
