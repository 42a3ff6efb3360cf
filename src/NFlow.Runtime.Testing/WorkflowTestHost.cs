using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Plugins.Mail;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.EF;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Testing;

/// <summary>
/// Runs an app in the test's process: no web server, and in the place of clock, network, mail server and language model fakes that the test owns.
/// Thread-safe; its clients are not.
/// </summary>
/// <example>
/// <code>
/// await using var host = WorkflowTestHost.FromFile("app.json", nflow =&gt; nflow.AddStep&lt;PriceStep&gt;("price"));
/// host.Http.On("GET", "https://stock.example.org/*").RespondJson(new { left = 3 });
/// var run = await host.Client.GetAsync("/order?item=book");
/// run.ShouldHaveTaken("Find price", "Answer").ShouldHaveAnswered(200);
/// </code>
/// </example>
public sealed class WorkflowTestHost : IAsyncDisposable
{
    private static readonly DateTimeOffset Beginning = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;
    private readonly RunWatcher _watcher = new();
    private readonly ScriptLog _log = new();

    internal WorkflowTestHost(Action<INFlowBuilder>? configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_log));
        services.AddSingleton<TimeProvider>(Clock);
        var builder = services.AddNFlowCore(options => options.AppFreshness = TimeSpan.Zero);
        services.AddSingleton<IRunObserver>(_watcher);
        AddFakes(builder);
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        Client = NewClient();
    }

    /// <summary>A client; its session and cookies last as long as the host.</summary>
    public WorkflowTestClient Client { get; }

    /// <summary>The clock of the runtime and its scripts. It stands at midnight, 1 January 2030 UTC, until the test moves it; <c>sleep</c> moves it too.</summary>
    public FakeTimeProvider Clock { get; } = new(Beginning);

    /// <summary>Answers the HTTP calls of scripts.</summary>
    public FakeHttp Http { get; } = new();

    /// <summary>Keeps the mails of scripts.</summary>
    public FakeMail Mail { get; } = new();

    /// <summary>Answers <c>ai.chat</c>, <c>ai.stream</c>, <c>openai</c>, <c>gemini</c> and <c>ollama</c>.</summary>
    public FakeChat Chat { get; } = new();

    /// <summary>What scripts wrote with <c>console</c>, in order.</summary>
    public IReadOnlyList<ScriptLogLine> Log => _log.Lines;

    /// <summary>The host's services: what <c>configure</c> registered, and the runtime's own.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The store in memory: add modules, templates, users and tokens that the app needs. Not what a host on a database reads from.</summary>
    public InMemoryStore Store => _services.GetRequiredService<InMemoryStore>();

    /// <summary>Loads an app from a designer document in a file.</summary>
    /// <param name="path">The file; a relative path is looked for in the working directory, then beside the test assembly.</param>
    /// <param name="configure">Registers steps, services and options; what it registers replaces the host's own and the fakes.</param>
    /// <param name="defaultScript">JavaScript that may define <c>auth()</c> and <c>log()</c>.</param>
    /// <returns>The host.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static WorkflowTestHost FromFile(string path, Action<INFlowBuilder>? configure = null, string defaultScript = "") =>
        FromDocument(File.ReadAllBytes(Locate(path)), configure, defaultScript);

    /// <summary>Loads an app from a designer document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="configure">Registers steps, services and options; what it registers replaces the host's own and the fakes.</param>
    /// <param name="defaultScript">JavaScript that may define <c>auth()</c> and <c>log()</c>.</param>
    /// <returns>The host.</returns>
    public static WorkflowTestHost FromJson(string json, Action<INFlowBuilder>? configure = null, string defaultScript = "") =>
        FromDocument(Encoding.UTF8.GetBytes(json), configure, defaultScript);

    /// <summary>Serves an app from a database: a designer's file, or any database that the runtime reads. Apps, modules, templates, users and tokens come from there; sessions stay in memory.</summary>
    /// <param name="database">Chooses the database, such as <c>o =&gt; o.UseSqlite("app.sqlite")</c>. The runtime may add its own tables: test on a copy.</param>
    /// <param name="configure">Registers steps, services and options.</param>
    /// <param name="appName">Name of the app.</param>
    /// <returns>The host.</returns>
    public static WorkflowTestHost FromDatabase(Action<NFlowStorageOptions> database, Action<INFlowBuilder>? configure = null, string appName = "app")
    {
        ArgumentNullException.ThrowIfNull(database);
        return new(builder =>
        {
            builder.Services.Configure<NFlowOptions>(options => options.AppName = appName);
            builder.AddEntityFrameworkStores(database);
            builder.Services.Replace(ServiceDescriptor.Singleton<ISessionStore, InMemorySessionStore>());
            configure?.Invoke(builder);
        });
    }

    /// <summary>Another client, with a session and cookies of its own.</summary>
    /// <returns>The client.</returns>
    public WorkflowTestClient NewClient() => new(this, _watcher, _log);

    /// <summary>Runs one node, outside its flow.</summary>
    /// <param name="nameOrId">Name or id of the node.</param>
    /// <param name="payload">The payload it gets; serialised with <see cref="JsonSerializerOptions.Web"/>. Null for the empty object.</param>
    /// <param name="request">The request it sees; null for a GET of <c>/</c>.</param>
    /// <param name="cancellationToken">Cancels the node.</param>
    /// <returns>The port it chose and the payload it handed over, or its error.</returns>
    /// <exception cref="WorkflowAssertionException">There is no such node, or something unexpected was called.</exception>
    public async Task<NodeRun> RunNodeAsync(string nameOrId, object? payload = null, WorkflowRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(nameOrId);
        var json = JsonSerializer.SerializeToElement(payload ?? new object(), JsonSerializerOptions.Web);
        var run = await new NodeRunner(_services, _watcher, _log).RunAsync(nameOrId, json, request ?? new WorkflowRequest(), cancellationToken).ConfigureAwait(false);
        ThrowIfUnexpected(run.ToString());
        return run;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>The file a test means.</summary>
    internal static string Locate(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var besideTests = Path.Combine(AppContext.BaseDirectory, path);
        return !File.Exists(path) && File.Exists(besideTests) ? besideTests : path;
    }

    /// <summary>Fails the test when a fake was asked for something nobody prepared.</summary>
    internal void ThrowIfUnexpected(string path)
    {
        if ((Http.TakeUnexpected() ?? Chat.TakeUnexpected()) is { } message)
            throw new WorkflowAssertionException($"{message}\nIt took: {path}");
    }

    private static WorkflowTestHost FromDocument(byte[] app, Action<INFlowBuilder>? configure, string defaultScript)
    {
        var host = new WorkflowTestHost(configure);
        host.Store.Put(new AppDocument(host._services.GetRequiredService<IOptions<NFlowOptions>>().Value.AppName, app, defaultScript));
        return host;
    }

    private void AddFakes(INFlowBuilder builder)
    {
        var services = builder.Services;
        builder.AddScriptHttp(options => options.AllowPrivateNetworks = true).AddMustache().AddMail(ConfigureMail).AddAI(options => options.UseHostClient = true);
        foreach (var client in (ReadOnlySpan<string>)[NFlowHttpExtensions.ClientName, NFlowHttpExtensions.OtpClientName])
            services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new FakeHttpHandler(Http));
        services.Replace(ServiceDescriptor.Singleton<IMailTransport>(Mail));
        services.AddSingleton<IChatClient>(Chat);
        builder.AddHostApi<TestSleepApi>();
    }

    private static void ConfigureMail(MailOptions options)
    {
        options.Host = "mail.test";
        options.From = "nflow@example.test";
    }
}
