using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Copies the settings in force into options.</summary>
internal sealed class LiveSetup<TOptions>(CurrentSettings current, Action<ServerSettings, TOptions> apply) : IConfigureOptions<TOptions>
    where TOptions : class
{
    public void Configure(TOptions options) => apply(current.Value, options);

    /// <summary>The same for settings that may come into force.</summary>
    public IConfigureOptions<TOptions> With(ServerSettings settings) => new ConfigureOptions<TOptions>(options => apply(settings, options));
}
