using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.AspNetCore.Tests.Fakes;

/// <summary>A web application on a real socket whose app is one script, at <c>/run</c> for every method, and a harmless one at <c>/ok</c>.</summary>
internal sealed class ScriptHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptHost(WebApplication app, CapturedLogs logs)
    {
        _app = app;
        Logs = logs;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
    }

    public HttpClient Client { get; }

    public CapturedLogs Logs { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Client.BaseAddress!.Port);

    public static async Task<ScriptHost> StartAsync(string script, Action<NFlowOptions>? configure = null)
    {
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddNFlowCore(configure).AddAspNetCore().AddHostApi<KeepApi>();
        var host = builder.Build();
        host.MapNFlow("/*");
        host.Services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", JsonSerializer.SerializeToUtf8Bytes(App(script)), ""));
        await host.StartAsync();
        return new ScriptHost(host, logs);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static object App(string script) => new
    {
        drawflow = new
        {
            Home = new
            {
                data = new Dictionary<string, object>
                {
                    ["s"] = Node(new { type = "starter", method = "ANY", urlpattern = "/run" }, "node"),
                    ["node"] = Node(new { type = "js", name_box = "Box", code = script }, "node2"),
                    ["node2"] = Node(new { type = "js", name_box = "Again", code = "next = payload.again ? 'output_1' : 'break';" }, "node2"),
                    ["s2"] = Node(new { type = "starter", method = "ANY", urlpattern = "/ok" }, "ok"),
                    ["ok"] = Node(new { type = "js", name_box = "Ok", code = "c.String(200, 'ok'); next = 'break';" }, "ok"),
                },
            },
        },
    };

    private static object Node(object data, string next) => new
    {
        data,
        outputs = new { output_1 = new { connections = new object[] { new { node = next, output = "input_1" } } } },
    };

    /// <summary>A host function that takes JSON, as many do.</summary>
    private sealed class KeepApi : IHostApi
    {
        public void Configure(HostSurfaceBuilder surface) => surface.Function("keep", static call =>
        {
            call.GetJson(0);
            return HostValue.Undefined;
        }, "Takes a value as JSON.");
    }
}
