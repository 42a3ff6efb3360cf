using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.Http;
using NFlow.Runtime.Http.Otp;
using NFlow.Runtime.Networking;
using Polly;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds HTTP calls and one-time passwords for scripts.</summary>
public static class NFlowHttpExtensions
{
    /// <summary>Name of the <see cref="HttpClient"/> that scripts' calls go through; configure it to add handlers, proxies or other resilience.</summary>
    public const string ClientName = "nflow-scripts";

    /// <summary>Name of the <see cref="HttpClient"/> that talks to Twilio.</summary>
    public const string OtpClientName = "nflow-otp";

    /// <summary>Gives scripts <c>http_get</c> and the like, <c>http.*</c>, <c>send_otp</c> and <c>check_otp</c>. Calling it twice is safe.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings of <c>http</c>.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddScriptHttp(this INFlowBuilder builder, Action<ScriptHttpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<ScriptHttpOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ScriptHttpOptions>, ScriptHttpOptionsValidator>());
        services.AddOptions<OtpOptions>();
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(OutboundCaller)))
            return builder;

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NamedServer>();
        services.AddSingleton<OutboundGuard>();
        services.AddSingleton<OutboundCaller>();
        builder.AddHostApi<HttpApi>();
        builder.AddHostApi<OtpApi>();
        services.AddHttpClient(OtpClientName);
        services.AddHttpClient(ClientName, client =>
            {
                client.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("nflow-runtime");
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectCallback = provider.GetRequiredService<OutboundGuard>().ConnectAsync,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                UseCookies = false,
                UseProxy = false,
            })
            .AddResilienceHandler("nflow", AddRetries);
        return builder;
    }

    /// <summary>A call that never reached the server is tried again, if repeating it does no harm. Answers are the script's to judge, whatever their status.</summary>
    private static void AddRetries(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = static arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded, InnerException: not AddressRefusedException }),
        };
        retry.DisableForUnsafeHttpMethods();
        pipeline.AddRetry(retry);
    }
}
