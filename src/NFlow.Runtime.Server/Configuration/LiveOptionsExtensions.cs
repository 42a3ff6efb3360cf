using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Server.Configuration;

internal static class LiveOptionsExtensions
{
    /// <summary>Makes options follow the configuration file.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="apply">Copies settings into fresh options.</param>
    public static void ConfigureLive<TOptions>(this IServiceCollection services, Action<ServerSettings, TOptions> apply)
        where TOptions : class, new()
    {
        services.AddSingleton<IConfigureOptions<TOptions>>(provider => new LiveSetup<TOptions>(provider.GetRequiredService<CurrentSettings>(), apply));
        services.AddSingleton<IOptions<TOptions>, LiveOptions<TOptions>>();
        services.AddSingleton(provider => (ILiveOptions)provider.GetRequiredService<IOptions<TOptions>>());
    }
}
