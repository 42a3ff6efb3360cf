using NFlow.Runtime.Configuration;
using NFlow.Runtime.Http.Otp;
using NFlow.Runtime.Server.Configuration;

namespace NFlow.Runtime.Server.Hosting;

/// <summary>Adds and maps what the configuration switches on, beyond serving the app.</summary>
internal static class Operations
{
    public static void Add(IServiceCollection services, INFlowBuilder nflow, ServerSettings settings)
    {
        services.AddSystemd();
        services.AddSingleton<IConfigurationReport, SettingsReport>();
        services.AddHostedService<LiveSettings>();
        services.AddOptions<NFlow.Runtime.Tracking.TrackerOptions>();
        AddPlugins(services, nflow, settings);
        AddSharedState(nflow, settings);
        if (settings.Tracker.Enabled)
            nflow.AddTracker(settings.Tracker.ApplyTo);
        if (settings.Monitor.Enabled)
            nflow.AddHealth().AddMetrics(options => options.Detailed = settings.Monitor.Detailed);
        if (settings.Debug.Enabled)
            nflow.AddDebugging(settings.Debug.ApplyTo);
        if (settings.RateLimit.Enabled)
            nflow.AddRateLimiting(settings.RateLimit.ApplyTo);
        AddSecurity(nflow, settings.Security);
    }

    /// <summary>Where to listen: what the command line or environment says, else HTTPS as configured; and the metrics' own port.</summary>
    public static void Listen(WebApplicationBuilder builder, ServerSettings settings, string? urls)
    {
        var https = settings.Https;
        if (https.Enabled)
        {
            builder.Configuration["Kestrel:Certificates:Default:Path"] = https.Certificate;
            builder.Configuration["Kestrel:Certificates:Default:KeyPath"] = https.Key;
        }

        urls ??= https.Enabled ? HttpsSettings.Url(https.Address) : null;
        if (urls is null)
            return;
        if (settings.Monitor is { Enabled: true, MetricsPort: { } port })
            urls += $";http://*:{port}";
        builder.WebHost.UseUrls(urls.Split(';'));
    }

    public static void Map(WebApplication app, ServerSettings settings)
    {
        if (settings.RateLimit.Enabled)
            app.UseRateLimiter();
        if (settings.Monitor.Enabled)
        {
            app.MapNFlowHealth(settings.Monitor.HealthPath);
            var metrics = app.MapNFlowMetrics(settings.Monitor.MetricsPath);
            if (settings.Monitor.MetricsPort is { } port)
                metrics.RequireHost($"*:{port}");
        }

        if (!settings.Debug.Enabled)
            return;
        try
        {
            app.MapNFlowDebug();
        }
        catch (InvalidOperationException exception)
        {
            throw new StartException(exception.Message, StartException.Configuration, exception);
        }
    }

    /// <summary>What instances share: through Redis where there is one, else through a PostgreSQL database.</summary>
    private static void AddSharedState(INFlowBuilder nflow, ServerSettings settings)
    {
        if (settings.Redis.IsConfigured)
            nflow.AddRedis(settings.Redis.ApplyTo).AddRedisSessions();
        else if (settings.Database.Driver.StartsWith("postgres", StringComparison.Ordinal))
            nflow.AddDatabaseCluster();
        if (settings.SessionsUrl.Length > 0)
            nflow.AddEntityFrameworkSessions(storage => storage.UseDatabase("postgres", settings.SessionsUrl));
    }

    private static void AddPlugins(IServiceCollection services, INFlowBuilder nflow, ServerSettings settings)
    {
        if (settings.Uses("http"))
        {
            nflow.AddScriptHttp(settings.Http.ApplyTo);
            services.Configure<OtpOptions>(settings.Otp.ApplyTo);
        }

        if (settings.Uses("mustache"))
            nflow.AddMustache();
        if (settings.Uses("mail"))
            nflow.AddMail(settings.Mail.ApplyTo);
        if (settings.Uses("db"))
            nflow.AddScriptDb(settings.ScriptDatabase.ApplyTo);
        if (settings.Uses("ai"))
            nflow.AddAI(settings.Ai.ApplyTo);
    }

    private static void AddSecurity(INFlowBuilder nflow, SecuritySettings security)
    {
        nflow.AddSecurity(security.ApplyTo);
        if (security is { EnableEncryption: true, EncryptSensitiveData: true })
            nflow.AddResponseEncryption();
        if (security.EnableLogSanitization)
            nflow.AddLogSanitizing();
    }
}
