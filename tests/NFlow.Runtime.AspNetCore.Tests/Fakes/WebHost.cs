using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Tests.Fakes;

/// <summary>A web application with a fake engine behind <c>MapNFlow</c>, in memory or on a real socket.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebHost(WebApplication app, HttpClient client)
    {
        _app = app;
        Client = client;
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Client.BaseAddress!.Port);

    public static Task<WebHost> StartAsync(Func<FakeRun, ValueTask<RunOutcome>> run, Action<WebHostSetup>? configure = null) =>
        StartAsync(run, configure, onSocket: false);

    public static Task<WebHost> StartOnSocketAsync(Func<FakeRun, ValueTask<RunOutcome>> run, Action<WebHostSetup>? configure = null) =>
        StartAsync(run, configure, onSocket: true);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task<WebHost> StartAsync(Func<FakeRun, ValueTask<RunOutcome>> run, Action<WebHostSetup>? configure, bool onSocket)
    {
        var setup = new WebHostSetup();
        configure?.Invoke(setup);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { WebRootPath = setup.WebRoot });
        builder.Logging.ClearProviders();
        if (setup.Logs is not null)
            builder.Logging.AddProvider(setup.Logs);
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        if (onSocket)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        else
            builder.WebHost.UseTestServer();

        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddNFlowCore().AddAspNetCore(setup.Http);
        builder.Services.AddSingleton<IWorkflowEngine>(new FakeEngine(run));
        setup.Configure(builder.Services);

        var app = builder.Build();
        setup.Pipeline(app);
        await app.StartAsync();
        if (!onSocket)
            return new WebHost(app, app.GetTestClient());

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new WebHost(app, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) });
    }
}
