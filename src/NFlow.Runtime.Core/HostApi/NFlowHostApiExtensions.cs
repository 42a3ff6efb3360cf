using Microsoft.Extensions.DependencyInjection.Extensions;
using NFlow.Runtime;
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
    /// <param name="builder">The runtime's builder.</param>
    /// <returns>The builder. Adding the same part twice is safe.</returns>
    public static INFlowBuilder AddHostApi<TApi>(this INFlowBuilder builder)
        where TApi : class, IHostApi
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostApi, TApi>());
        return builder;
    }

    /// <summary>Everything that scripts can call without further packages.</summary>
    internal static void AddBuiltInHostApi(this INFlowBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<HostApiOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Answer>();
        services.TryAddSingleton<FileRoot>();
        services.TryAddSingleton<TemplateLookup>();
        services.TryAddSingleton<PageRenderer>();

        builder
            .AddHostApi<LibraryArgumentsApi>()
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
