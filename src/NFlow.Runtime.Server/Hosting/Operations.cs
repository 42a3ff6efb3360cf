using NFlow.Runtime.AspNetCore.Debugging;
using NFlow.Runtime.AspNetCore.RateLimiting;
using NFlow.Runtime.Configuration;
using NFlow.Runtime.Http;
using NFlow.Runtime.Http.Otp;
using NFlow.Runtime.Plugins.AI;
using NFlow.Runtime.Plugins.Db;
using NFlow.Runtime.Plugins.Mail;
using NFlow.Runtime.Security;
using NFlow.Runtime.Server.Configuration;
using NFlow.Runtime.Tracking;

namespace NFlow.Runtime.Server.Hosting;

/// <summary>Adds and maps what the configuration switches on, beyond serving the app.</summary>
internal static class Operations
{
    public static void Add(IServiceCollection services, INFlowBuilder nflow, ServerSettings settings)
    {
        services.AddSystemd();
        services.AddSingleton<IConfigurationReport, SettingsReport>();
        services.AddHostedService<LiveSettings>();
        AddPlugins(services, nflow, settings);
        AddSharedState(nflow, settings);
        if (settings.Tracker.Enabled)
            AddTracker(services, nflow);
        if (settings.Monitor.Enabled)
            nflow.AddHealth().AddMetrics(options => options.Detailed = settings.Monitor.Detailed);
        if (settings.Debug.Enabled)
            AddDebugging(services, nflow);
        if (settings.Recorder.Enabled)
            nflow.AddRunRecorder(settings.Recorder.Folder, settings.Recorder.ApplyTo);
        if (settings.RateLimit.Enabled)
            AddRateLimiting(services, nflow);
        AddSecurity(services, nflow, settings.Security);
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
        if (settings.Proxy.IsConfigured)
            app.UseForwardedHeaders(settings.Proxy.ToOptions());
        if (settings.Monitor is { Enabled: true, MetricsPort: { } port })
            app.Use((context, next) => context.Connection.LocalPort != port || context.Request.Path == settings.Monitor.MetricsPath ? next(context) : Refuse(context));
        if (settings.RateLimit.Enabled)
            app.UseRateLimiter();
        if (settings.Monitor.Enabled)
        {
            app.MapNFlowHealth(settings.Monitor.HealthPath);
            app.MapNFlowMetrics(settings.Monitor.MetricsPath, settings.Monitor.MetricsPort);
        }

        if (settings.Debug.Enabled)
            app.MapNFlowDebug();
    }

    /// <summary>The metrics' own port serves nothing else: it may be open to whom the app is not, and speaks no HTTPS.</summary>
    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
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

    private static void AddTracker(IServiceCollection services, INFlowBuilder nflow)
    {
        nflow.AddTracker();
        services.ConfigureLive<TrackerOptions>(static (settings, options) => settings.Tracker.ApplyTo(options));
    }

    private static void AddDebugging(IServiceCollection services, INFlowBuilder nflow)
    {
        nflow.AddDebugging();
        services.ConfigureLive<NFlowDebugOptions>(static (settings, options) => settings.Debug.ApplyTo(options));
    }

    private static void AddRateLimiting(IServiceCollection services, INFlowBuilder nflow)
    {
        nflow.AddRateLimiting();
        services.ConfigureLive<RateLimitOptions>(static (settings, options) => settings.RateLimit.ApplyTo(options));
    }

    private static void AddPlugins(IServiceCollection services, INFlowBuilder nflow, ServerSettings settings)
    {
        if (settings.Uses("http"))
        {
            nflow.AddScriptHttp();
            services.ConfigureLive<ScriptHttpOptions>(static (now, options) => now.Http.ApplyTo(options));
            services.ConfigureLive<OtpOptions>(static (now, options) => now.Otp.ApplyTo(options));
        }

        if (settings.Uses("mustache"))
            nflow.AddMustache();
        if (settings.Uses("mail"))
        {
            nflow.AddMail();
            services.ConfigureLive<MailOptions>(static (now, options) => now.Mail.ApplyTo(options));
        }

        if (settings.Uses("db"))
        {
            nflow.AddScriptDb();
            // The database itself stays: connections to it are open.
            services.ConfigureLive<DbOptions>((now, options) => (settings.ScriptDatabase with { MaxRows = now.ScriptDatabase.MaxRows, Timeout = now.ScriptDatabase.Timeout }).ApplyTo(options));
        }

        if (settings.Uses("ai"))
        {
            nflow.AddAI();
            services.ConfigureLive<AIOptions>(static (now, options) => now.Ai.ApplyTo(options));
        }
    }

    private static void AddSecurity(IServiceCollection services, INFlowBuilder nflow, SecuritySettings security)
    {
        nflow.AddSecurity();
        services.ConfigureLive<SecurityOptions>(static (settings, options) => settings.Security.ApplyTo(options));
        if (security.EncryptsAnswers)
            nflow.AddResponseEncryption();
        if (security.EnableLogSanitization)
            nflow.AddLogSanitizing();
    }
}
