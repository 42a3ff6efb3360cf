using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Apps;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Processes;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Tests.Support;

/// <summary>The real engine with in-memory stores, a clock the test owns, and captured logs.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public EngineHost(AppBuilder app, Action<INFlowBuilder>? build = null, Action<NFlowOptions>? configure = null, string defaultScript = "")
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Logs));
        services.AddSingleton<TimeProvider>(Time);
        var builder = services.AddNFlowCore(options =>
        {
            options.TriggersFolder = "/nonexistent";
            configure?.Invoke(options);
        });
        build?.Invoke(builder);
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        Store.Put(new AppDocument("app", app.BuildUtf8(), defaultScript));
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-01-02T03:04:05Z", System.Globalization.CultureInfo.InvariantCulture));

    public CapturedLogs Logs { get; } = new();

    public InMemoryStore Store => _provider.GetRequiredService<InMemoryStore>();

    public ISessionStore Sessions => _provider.GetRequiredService<ISessionStore>();

    public IProcessRegistry Processes => _provider.GetRequiredService<IProcessRegistry>();

    public IAppCatalog Apps => _provider.GetRequiredService<IAppCatalog>();

    public NFlowLifetime Lifetime => _provider.GetRequiredService<NFlowLifetime>();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public void Save(AppBuilder app) => Store.Put(new AppDocument("app", app.BuildUtf8(), ""));

    public void Put(string name, string code) => Store.Put(new ModuleDefinition(name, code));

    /// <summary>Begins a browser: it keeps the session that the runtime gives it.</summary>
    public Client NewClient() => new(this);

    public Task<Answer> GetAsync(string url, CancellationToken cancellationToken = default) => NewClient().GetAsync(url, cancellationToken);

    public Task<Answer> PostAsync(string url, params (string Name, string Value)[] fields) => NewClient().PostAsync(url, fields);

    public async Task<Answer> RunAsync(WorkflowRequest request, CancellationToken cancellationToken = default)
    {
        var response = new WorkflowResponse();
        await using var scope = _provider.CreateAsyncScope();
        var report = await _provider.GetRequiredService<IWorkflowEngine>().RunAsync(request, response, scope.ServiceProvider, cancellationToken);
        return new Answer(report, response);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}

/// <summary>What came back.</summary>
internal sealed record Answer(RunReport Report, WorkflowResponse Response)
{
    public RunStatus Status => Report.Outcome.Status;

    public RunError? Error => Report.Outcome.Error;

    public string Text => Encoding.UTF8.GetString(Response.Body.Span);

    public string? Header(string name) => Response.Headers.LastOrDefault(header => header.Key == name).Value;
}

/// <summary>A browser.</summary>
internal sealed class Client(EngineHost host)
{
    public string? SessionId { get; private set; }

    public Task<Answer> GetAsync(string url, CancellationToken cancellationToken = default)
    {
        var question = url.IndexOf('?', StringComparison.Ordinal);
        return SendAsync(
            new WorkflowRequest
            {
                Path = question < 0 ? url : url[..question],
                QueryString = question < 0 ? "" : url[(question + 1)..],
                SessionId = SessionId,
            },
            cancellationToken);
    }

    public Task<Answer> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        var form = new FieldCollection();
        foreach (var (name, value) in fields)
            form.Add(name, value);
        return SendAsync(new WorkflowRequest { Method = "POST", Path = url, Form = form, SessionId = SessionId }, default);
    }

    private async Task<Answer> SendAsync(WorkflowRequest request, CancellationToken cancellationToken)
    {
        var answer = await host.RunAsync(request, cancellationToken);
        SessionId = answer.Response.SessionId ?? SessionId;
        return answer;
    }
}
