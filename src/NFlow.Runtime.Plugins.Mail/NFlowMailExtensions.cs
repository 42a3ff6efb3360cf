using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NFlow.Runtime;
using NFlow.Runtime.HostApi;
using NFlow.Runtime.HostApi.Files;
using NFlow.Runtime.Networking;
using NFlow.Runtime.Plugins.Mail;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the mail plugin.</summary>
public static class NFlowMailExtensions
{
    /// <summary>Lets scripts send mail: <c>send_mail</c>, <c>send_mail_async</c>, <c>mail_config</c>, <c>mail.send</c>. Calling it twice is safe.</summary>
    /// <param name="builder">The runtime's builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    public static INFlowBuilder AddMail(this INFlowBuilder builder, Action<MailOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<MailOptions>();
        if (configure is not null)
            options.Configure(configure);

        if (services.Any(service => service.ServiceType == typeof(MailQueue)))
            return builder;
        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NamedServer>();
        services.TryAddSingleton<IMailTransport, SmtpMailTransport>();
        services.AddSingleton<MailMetrics>();
        services.AddOptions<HostApiOptions>();
        services.TryAddSingleton<FileRoot>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<MailQueue>());
        builder.AddHostApi<MailHostApi>();
        return builder;
    }
}
