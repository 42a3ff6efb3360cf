using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Server.Hosting;

namespace NFlow.Runtime.Server.Tests.Support;

/// <summary>The real server, started in this process on a free port, with a folder of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestFolder? _folder;

    private TestServer(WebApplication app, TestFolder? folder)
    {
        _app = app;
        _folder = folder;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>On a copy of the designer's SQLite file.</summary>
    public static Task<TestServer> OnDesignerFileAsync(string configuration = "")
    {
        var folder = new TestFolder();
        File.Copy(SharedData.Require("designer", "app.sqlite"), folder.PathOf("app.sqlite"));
        return StartAsync(folder, $"""
            [database_nflow]
            dsn = "{folder.PathOf("app.sqlite")}"
            {configuration}
            """);
    }

    /// <summary>On an app file, with an empty database beside it.</summary>
    public static Task<TestServer> OnAppAsync(string json, string configuration = "")
    {
        var folder = new TestFolder();
        File.WriteAllText(folder.PathOf("app.json"), json);
        return StartAsync(folder, $"""
            [database_nflow]
            dsn = "{folder.PathOf("nflow.db")}"
            {configuration}
            """, folder.PathOf("app.json"));
    }

    public static async Task<TestServer> StartAsync(TestFolder folder, string configuration, string? app = null, bool keepFolder = false, string urls = "http://127.0.0.1:0")
    {
        File.WriteAllText(folder.PathOf("config.toml"), configuration);
        var arguments = new ServerArguments { Urls = urls, ConfigurationFile = folder.PathOf("config.toml"), App = app };
        return new TestServer(await NFlowServer.StartAsync(arguments), keepFolder ? null : folder);
    }

    /// <summary>A browser: it keeps cookies and shows redirects rather than following them.</summary>
    public HttpClient NewClient(TimeSpan? timeout = null) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address, Timeout = timeout ?? TimeSpan.FromSeconds(100) };

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder?.Dispose();
    }
}
