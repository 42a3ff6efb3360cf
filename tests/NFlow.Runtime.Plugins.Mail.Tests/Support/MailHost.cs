using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;
using NFlow.Runtime.HostApi;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Plugins.Mail.Tests.Support;

/// <summary>A host with the mail plugin whose app is one script, run through the engine.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    private readonly IHost _host;

    private MailHost(IHost host, CapturedLogs log)
    {
        _host = host;
        Log = log;
    }

    public CapturedLogs Log { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a host that sends to a test server.</summary>
    public static async Task<MailHost> StartAsync(SmtpServer? server, Action<MailOptions>? configure = null, Action<IServiceCollection>? register = null, string? fileRoot = null)
    {
        var log = new CapturedLogs();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        builder.Services.AddNFlowCore().AddMail(options =>
        {
            options.Timeout = TimeSpan.FromSeconds(20);
            if (server is not null)
            {
                options.Host = "127.0.0.1";
                options.Port = server.Port;
                options.From = "Shop <shop@example.com>";
                options.UserName = server.User;
                options.Password = server.Password;
                options.ValidateServerCertificate = (_, certificate, _, _) => SmtpServer.Certificate.Equals(certificate);
            }

            configure?.Invoke(options);
        });
        builder.Services.Configure<HostApiOptions>(options => options.FileRoot = fileRoot ?? "");
        register?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new MailHost(host, log);
    }

    /// <summary>Runs a script as the only node of a flow; it answers with <c>c.JSON</c>.</summary>
    public async Task<ScriptAnswer> RunAsync(string script, CancellationToken cancellationToken = default)
    {
        Services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", new AppBuilder().Script("/run", script).BuildUtf8(), ""));
        Services.GetRequiredService<IAppCatalog>().Invalidate();
        var response = new WorkflowResponse();
        var report = await Services.GetRequiredService<IWorkflowEngine>().RunAsync(new WorkflowRequest { Path = "/run" }, response, Services, cancellationToken);
        return new ScriptAnswer(report.Outcome, response.Body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(response.Body.Span));
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
