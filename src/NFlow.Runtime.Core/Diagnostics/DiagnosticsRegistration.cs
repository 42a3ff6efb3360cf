using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Jint;
using NFlow.Runtime.Security;

namespace NFlow.Runtime.Diagnostics;

/// <summary>Registers tracing and metrics. Called once.</summary>
internal static class DiagnosticsRegistration
{
    public static void AddNFlowDiagnostics(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new NFlowMeter(
            provider.GetRequiredService<IProcessRegistry>(),
            provider.GetRequiredService<IAppCatalog>(),
            // Late, because caches and scripts may belong to parts that themselves measure.
            new Lazy<ICacheStatistics[]>(() => [.. provider.GetServices<ICacheStatistics>()]),
            new Lazy<IScriptLoad>(provider.GetRequiredService<IScriptLoad>),
            provider.GetService<PatternOverruns>(),
            provider.GetService<IMeterFactory>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRunObserver, RunTracing>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRunObserver, RunMetrics>());
        services.AddSingleton<ICacheStatistics>(provider => provider.GetRequiredService<AppCatalog>());
        services.AddSingleton<ICacheStatistics>(provider => provider.GetRequiredService<IScriptEngine>() is JintScriptEngine engine ? engine.Cache : NoScripts.Instance);
        services.TryAddSingleton<IScriptLoad>(provider => provider.GetRequiredService<IScriptEngine>() as IScriptLoad ?? NoScripts.Instance);
    }
}
