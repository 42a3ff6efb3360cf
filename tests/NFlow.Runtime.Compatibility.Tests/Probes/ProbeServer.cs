using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.HostApi;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Compatibility.Tests.Probes;

/// <summary>Our server on loopback with an app in memory, and a client that keeps cookies per scenario.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Uri _address;
    private readonly string _fileRoot;

    private ProbeServer(WebApplication app, string fileRoot)
    {
        _app = app;
        _fileRoot = fileRoot;
        _address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public static async Task<ProbeServer> StartAsync(InMemoryStore store, Action<IServiceCollection>? configure = null)
    {
        var fileRoot = Directory.CreateTempSubdirectory("nflow-probes").FullName;
        Directory.CreateDirectory(Path.Combine(fileRoot, "triggers"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddSingleton(store);
        builder.Services.Configure<HostApiOptions>(options =>
        {
            options.FileRoot = fileRoot;
            options.EnableProcess = true;
        });
        builder.Services.Configure<NFlowOptions>(options =>
        {
            options.TemplateFolder = Path.Combine(fileRoot, "templates");
            options.TriggersFolder = Path.Combine(fileRoot, "no-triggers");
            options.ScriptEnvironment["openid_base"] = "https://localhost:8443";
            options.ScriptEnvironment["scim_base"] = "https://localhost:8443";
            options.Limits.ExecutionTime = TimeSpan.FromSeconds(2);
        });
        builder.Services.AddNFlowCore().AddAspNetCore().AddMustache().AddMail().AddAI().AddScriptHttp(options => options.AllowPrivateNetworks = true);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapNFlow("/*");
        await app.StartAsync();
        return new ProbeServer(app, fileRoot);
    }

    public void WriteFile(string path, string text) => File.WriteAllText(Path.Combine(_fileRoot, path), text);

    public ProbeClient CreateClient() => new(_address);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_fileRoot, recursive: true);
    }

    /// <summary>One browser: it keeps cookies and follows no redirects.</summary>
    internal sealed class ProbeClient : IDisposable
    {
        private readonly CookieContainer _cookies = new();
        private readonly HttpClient _client;
        private readonly Uri _address;

        public ProbeClient(Uri address)
        {
            _address = address;
            _client = new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = _cookies,
                RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            });
        }

        public void AddCookie(string name, string value) => _cookies.Add(_address, new Cookie(name, value));

        public async Task<RecordedAnswer> SendAsync(Transcript transcript)
        {
            using var request = new HttpRequestMessage(new HttpMethod(transcript.Method), new Uri(_address.GetLeftPart(UriPartial.Authority) + transcript.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            if (transcript.Body is not null)
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(transcript.Body));
            foreach (var (name, value) in transcript.Headers)
                if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                    request.Content?.Headers.TryAddWithoutValidation(name, value);
                else if (name != "Host")
                    request.Headers.TryAddWithoutValidation(name, value);

            using var response = await _client.SendAsync(request);
            var headers = response.Headers.Concat(response.Content.Headers).SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)));
            return new RecordedAnswer((int)response.StatusCode, [.. headers], Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
        }

        public void Dispose() => _client.Dispose();
    }
}
