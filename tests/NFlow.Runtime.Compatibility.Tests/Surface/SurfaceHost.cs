using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Clustering;
using NFlow.Runtime.Compatibility.Tests.Surface.Peers;
using NFlow.Runtime.Execution;
using NFlow.Runtime.HostApi;
using NFlow.Runtime.HostApi.Users;
using NFlow.Runtime.Http.Otp;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>A runtime with every package that gives scripts functions, against real peers, of which some never answer.</summary>
internal sealed class SurfaceHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nflow-surface").FullName;
    private readonly LoopbackServer _server;
    private readonly SilentServer _silent;
    private readonly HeldRedis? _redis;
    private readonly ServiceProvider _provider;
    private int _apps;

    private SurfaceHost(LoopbackServer server, Hold hold)
    {
        (_server, Hold) = (server, hold);
        Clock = new HeldClock(hold);
        _silent = new SilentServer(hold);
        _redis = TestServices.Find("NFLOW_TEST_REDIS") is { } redis ? new HeldRedis(redis, hold) : null;
        _provider = BuildServices();
        File.WriteAllText(Path.Combine(_folder, "note.txt"), "noted");
        Directory.CreateDirectory(Path.Combine(_folder, "templates"));
        File.WriteAllText(Path.Combine(_folder, "templates", "page.html"), "<p>{{.name}}</p>");
    }

    public Hold Hold { get; }

    public HeldClock Clock { get; }

    public HostSurface Surface => _provider.GetRequiredService<HostSurface>();

    public IProcessRegistry Processes => _provider.GetRequiredService<IProcessRegistry>();

    public static async Task<SurfaceHost> StartAsync()
    {
        var hold = new Hold();
        var host = new SurfaceHost(await LoopbackServer.StartAsync(hold), hold);
        await host.FillStoresAsync();
        return host;
    }

    /// <summary>Runs the body of an async function; unless it answers itself, what it returns is the answer, as the one item of an array.</summary>
    public async Task<(RunReport Report, WorkflowResponse Response, string Text)> RunAsync(string script, WorkflowResponse? response = null, CancellationToken cancellationToken = default)
    {
        var path = $"/app{Interlocked.Increment(ref _apps)}";
        var code = $"async function main() {{ const result = await (async () => {{ {Fill(script)}\n }})(); if (!c.Response().committed) c.JSON(200, [result]); }}";
        _provider.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", Encoding.UTF8.GetBytes(App(path, code)), ""));
        response ??= new WorkflowResponse();
        await using var scope = _provider.CreateAsyncScope();
        var report = await _provider.GetRequiredService<IWorkflowEngine>().RunAsync(Request(path), response, scope.ServiceProvider, cancellationToken);
        return (report, response, Encoding.UTF8.GetString(response.Body.Span));
    }

    /// <summary>Lets go of what a peer kept back.</summary>
    public void Open() => _redis?.Open();

    /// <summary>Breaks the connection to Redis.</summary>
    public void CutRedis() => _redis?.Cut();

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _server.DisposeAsync();
        await _silent.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider BuildServices()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.Configure<HostApiOptions>(options =>
        {
            options.FileRoot = _folder;
            options.EnableFileSystem = options.EnableNetwork = options.EnableProcess = true;
        });
        services.Configure<OtpOptions>(options =>
        {
            (options.Enabled, options.AccountSid, options.AuthToken, options.VerifyServiceId) = (true, "AC1", "secret", "VA1");
            options.BaseAddress = new Uri(_server.Address);
        });
        var builder = services.AddNFlowCore(options =>
        {
            options.TriggersFolder = "/nonexistent";
            options.TemplateFolder = Path.Combine(_folder, "templates");
            options.AppFreshness = TimeSpan.Zero;
            options.ScriptEnvironment["REGION"] = "eu";
        });
        builder.AddMustache().AddSecurity(options => options.EncryptionKeys.Add(Convert.ToBase64String(new byte[32])));
        builder.AddScriptHttp(options => options.AllowPrivateNetworks = true);
        builder.AddScriptDb(options => (options.Enabled, options.Driver, options.ConnectionString) = (true, "postgres", TestServices.Find("NFLOW_TEST_POSTGRES") ?? ""));
        builder.AddMail(ConfigureMail);
        builder.AddAI(options =>
        {
            (options.OpenAIBaseUrl, options.GeminiBaseUrl, options.OllamaBaseUrl) = ($"{_server.Address}/openai", $"{_server.Address}/gemini", $"{_server.Address}/ollama");
            options.OpenAIKey = options.GeminiKey = "key";
            options.DefaultProvider = "openai";
        });
        builder.AddRedis(options =>
        {
            options.Host = _redis?.Address ?? "127.0.0.1:1";
            options.OperationTimeout = TimeSpan.FromMinutes(1);
        });
        services.AddSingleton(provider => new HeldStores(provider.GetRequiredService<InMemoryStore>(), Hold));
        services.AddSingleton<ITemplateStore>(provider => provider.GetRequiredService<HeldStores>());
        services.AddSingleton<IUserStore>(provider => provider.GetRequiredService<HeldStores>());
        services.AddSingleton<ITokenStore>(provider => provider.GetRequiredService<HeldStores>());
        services.AddSingleton<IClusterProcesses>(provider => provider.GetRequiredService<HeldStores>());
        return services.BuildServiceProvider();
    }

    private static void ConfigureMail(Plugins.Mail.MailOptions options)
    {
        options.AllowPrivateScriptServers = true;
        if (TestServices.Find("NFLOW_TEST_SMTP") is not { } account)
            return;
        var smtp = SmtpAccount.Parse(account);
        (options.Host, options.Port, options.UserName, options.Password, options.From) = (smtp.Host, smtp.Port, smtp.User, smtp.Password, smtp.User);
        options.ValidateServerCertificate = (_, certificate, _, _) => smtp.Accepts(certificate);
    }

    private async Task FillStoresAsync()
    {
        var store = _provider.GetRequiredService<InMemoryStore>();
        store.PutTemplate("stored", "<b>{{.name}}</b>");
        await store.SaveAsync(new UserRecord(0, "legacy", PasswordHash.CreateLegacy("pw"), "R", true), default);
        await store.SaveAsync(new UserRecord(0, "strong", PasswordHash.Create("pw"), "R", true), default);
        await store.SaveAsync(new UserRecord(0, "retired", PasswordHash.CreateLegacy("pw"), "R", false), default);
        store.Put(new TokenRecord(1, "api", "secret", null, true, "X-Token", "Bearer"));
        store.Put(new TokenRecord(2, "old", "secret", DateTimeOffset.UnixEpoch, true, "X-Token", "Bearer"));
        store.Put(new TokenRecord(3, "off", "secret", null, false, "X-Token", "Bearer"));
    }

    private string Fill(string script) => script
        .Replace("«server»", _server.Address, StringComparison.Ordinal)
        .Replace("«silent»", _silent.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("«key»", $"surface-{Guid.NewGuid():n}", StringComparison.Ordinal);

    private static string App(string path, string code) => new JsonObject
    {
        ["drawflow"] = new JsonObject
        {
            ["Main"] = new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["s"] = new JsonObject
                    {
                        ["data"] = new JsonObject { ["type"] = "starter", ["method"] = "ANY", ["urlpattern"] = $"{path}/:id" },
                        ["outputs"] = new JsonObject { ["output_1"] = new JsonObject { ["connections"] = new JsonArray(new JsonObject { ["node"] = "n", ["output"] = "input_1" }) } },
                    },
                    ["n"] = new JsonObject { ["data"] = new JsonObject { ["type"] = "js", ["name_box"] = "Box", ["code"] = code }, ["outputs"] = new JsonObject() },
                },
            },
        },
    }.ToJsonString();

    private static WorkflowRequest Request(string path)
    {
        var headers = new FieldCollection(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in (KeyValuePair<string, string>[])[new("x-token", "Bearer secret"), new("User-Agent", "probe"), new("Referer", "http://from"), new("Authorization", "Basic YW5hOnB3")])
            headers.Add(name, value);
        var form = new FieldCollection();
        form.Add("field", "posted");
        return new WorkflowRequest
        {
            Method = "POST",
            Path = $"{path}/7",
            QueryString = "q=1&q=2&z=%C3%A9",
            Headers = headers,
            Cookies = new Dictionary<string, string> { ["theme"] = "dark" },
            RemoteAddress = "203.0.113.9",
            Form = form,
            Files = [new UploadedFile("photo", "me.txt", "text/plain", "hello"u8.ToArray())],
        };
    }
}
