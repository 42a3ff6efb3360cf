using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Plugins.AI.Tests.Support;

/// <summary>A web application with the AI plugin whose app is one script, asked over HTTP on loopback.</summary>
internal sealed class AIHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AIHost(WebApplication app, CapturedLogs log)
    {
        _app = app;
        Log = log;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Client { get; }

    public CapturedLogs Log { get; }

    /// <summary>Starts a host whose three providers are one test service.</summary>
    public static async Task<AIHost> StartAsync(ChatService? service, Action<AIOptions>? configure = null, Action<IServiceCollection>? register = null)
    {
        var log = new CapturedLogs();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddNFlowCore().AddAspNetCore().AddMustache().AddAI(options =>
        {
            if (service is not null)
                (options.OpenAIBaseUrl, options.GeminiBaseUrl, options.OllamaBaseUrl) = (service.Url + "/v1", service.Url + "/v1beta", service.Url);
            configure?.Invoke(options);
        });
        register?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapNFlow();
        await app.StartAsync();
        return new AIHost(app, log);
    }

    public void Publish(string script)
    {
        _app.Services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", new AppBuilder().Script("/run", script).BuildUtf8(), ""));
        _app.Services.GetRequiredService<IAppCatalog>().Invalidate();
    }

    /// <summary>Runs a script that answers with <c>c.JSON</c>.</summary>
    public async Task<JsonElement> RunAsync(string script)
    {
        Publish(script);
        using var response = await Client.GetAsync(new Uri("/run", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Runs a script that throws, and gives name and message of what it threw.</summary>
    public async Task<(string Name, string Message)> CatchAsync(string script)
    {
        var error = await RunAsync($"try {{ {script}; c.JSON(200, ['', '']) }} catch (e) {{ c.JSON(200, [e.name, e.message]) }}");
        return (error[0].GetString()!, error[1].GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
