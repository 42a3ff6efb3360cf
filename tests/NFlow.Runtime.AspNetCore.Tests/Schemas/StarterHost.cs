using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.AspNetCore.Tests.Schemas;

/// <summary>A web application that serves a real app, with its OpenAPI document.</summary>
internal sealed class StarterHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StarterHost(WebApplication app, CapturedLogs logs)
    {
        _app = app;
        Logs = logs;
        Client = app.GetTestClient();
    }

    public HttpClient Client { get; }

    public CapturedLogs Logs { get; }

    public static async Task<StarterHost> StartAsync(string app, Action<WebApplication> map)
    {
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.WebHost.UseTestServer();
        builder.Services.AddNFlowCore().AddAspNetCore();
        builder.Services.AddOpenApi(options => options.AddNFlow());
        var host = builder.Build();
        host.MapOpenApi();
        map(host);
        host.Services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", System.Text.Encoding.UTF8.GetBytes(app), ""));
        await host.StartAsync();
        return new StarterHost(host, logs);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
