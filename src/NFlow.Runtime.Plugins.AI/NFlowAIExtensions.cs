using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Plugins.AI;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the AI plugin.</summary>
public static class NFlowAIExtensions
{
    /// <summary>
    /// Lets scripts ask language models: <c>openai</c>, <c>gemini</c>, <c>ollama</c>, <c>ai.chat</c>, <c>ai.stream</c>. A plain or keyed <c>IChatClient</c>
    /// of the host answers in place of the plugin's own clients. Calling it twice is safe.
    /// </summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddAI(this INFlowBuilder builder, Action<AIOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<AIOptions>();
        if (configure is not null)
            options.Configure(configure);

        if (services.Any(service => service.ServiceType == typeof(ChatProviders)))
            return builder;
        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AIOptions>, AIOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(ChatProviders.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RedactLoggedHeaders(_ => true);
        services.AddSingleton<ChatProviders>();
        services.AddSingleton<PromptRenderer>();
        services.AddSingleton<ChatExchange>();
        builder.AddHostApi<AIHostApi>();
        return builder;
    }
}
