using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime.HostApi;
using NFlow.Runtime.HostApi.Common;
using NFlow.Runtime.HostApi.Context;
using NFlow.Runtime.HostApi.Files;
using NFlow.Runtime.HostApi.Globals;
using NFlow.Runtime.HostApi.Modules;
using NFlow.Runtime.HostApi.Rules;
using NFlow.Runtime.HostApi.Sessions;
using NFlow.Runtime.HostApi.Templates;
using NFlow.Runtime.HostApi.Users;
using NFlow.Runtime.Scripting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what scripts can call.</summary>
public static class NFlowHostApiExtensions
{
    /// <summary>Adds a part of the host API: its functions, values and libraries. Later registrations of a name replace earlier ones.</summary>
    /// <typeparam name="TApi">The part; its constructor is served by dependency injection, as a singleton.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddHostApi<TApi>(this IServiceCollection services)
        where TApi : class, IHostApi
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostApi, TApi>());
        return services;
    }

    /// <summary>Adds everything that scripts can call without further packages. Calling it twice is safe.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNFlowHostApi(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<HostApiOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Answer>();
        services.TryAddSingleton<FileRoot>();
        services.TryAddSingleton<TemplateLookup>();
        services.TryAddSingleton<PageRenderer>();

        return services
            .AddHostApi<RequestApi>()
            .AddHostApi<ResponseApi>()
            .AddHostApi<HeaderApi>()
            .AddHostApi<StreamApi>()
            .AddHostApi<RunGlobalsApi>()
            .AddHostApi<ConsoleApi>()
            .AddHostApi<ProcessApi>()
            .AddHostApi<SessionApi>()
            .AddHostApi<ProfileApi>()
            .AddHostApi<UserApi>()
            .AddHostApi<TokenApi>()
            .AddHostApi<TemplateApi>()
            .AddHostApi<CommonApi>()
            .AddHostApi<FileApi>()
            .AddHostApi<RuleApi>()
            .AddHostApi<ModulesApi>();
    }
}
