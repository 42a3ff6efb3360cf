using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Model;
using NFlow.Runtime.Plugins;
using NFlow.Runtime.Recording;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Steps;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.Testing;

/// <summary>A host in which one recording is replayed: its app, its session, its clock, its answers from outside.</summary>
internal sealed class ReplayStage(Recording.Recording recording) : IAsyncDisposable
{
    private const string SessionId = "replay";

    private string? _triggers;
    private WorkflowTestHost? _host;

    public ReplayTaps Taps { get; } = new(recording);

    public async Task<WorkflowTestHost> OpenAsync(string? appFile, Action<INFlowBuilder>? configure)
    {
        _triggers = Directory.CreateTempSubdirectory("nflow-replay-").FullName;
        if (recording.App.AuthScript is { } script)
            await File.WriteAllTextAsync(Path.Combine(_triggers, "auth.js"), script).ConfigureAwait(false);

        _host = new WorkflowTestHost(builder =>
        {
            configure?.Invoke(builder);
            Prepare(builder);
            if (appFile is not null)
                builder.AddAppFile(WorkflowTestHost.Locate(appFile));
        });
        _host.Clock.SetUtcNow(recording.RecordedAt > _host.Clock.GetUtcNow() ? recording.RecordedAt : _host.Clock.GetUtcNow());
        _host.Store.Put(new AppDocument(recording.App.Name, Encoding.UTF8.GetBytes(recording.App.Document.GetRawText()), recording.App.DefaultScript));
        foreach (var (name, code) in recording.App.Modules)
            _host.Store.Put(new ModuleDefinition(name, code));
        if (recording.Request.HasSession)
        {
            var parts = recording.Session.ToDictionary(part => part.Key, part => (string?)part.Value.GetRawText());
            await _host.Services.GetRequiredService<ISessionStore>()
                .SaveAsync(SessionId, parts, _host.Clock.GetUtcNow() + TimeSpan.FromDays(1), CancellationToken.None).ConfigureAwait(false);
        }

        return _host;
    }

    public WorkflowRequest Request()
    {
        var request = recording.Request;
        return new WorkflowRequest
        {
            Method = request.Method,
            Path = request.Path,
            QueryString = request.Query,
            Scheme = request.Scheme,
            Host = request.Host,
            RemoteAddress = request.RemoteAddress,
            ContentType = request.ContentType,
            Headers = Fields(request.Headers, StringComparer.OrdinalIgnoreCase),
            Cookies = request.Cookies,
            Form = Fields(request.Form, StringComparer.Ordinal),
            Body = request.Bytes ?? Encoding.UTF8.GetBytes(request.Body ?? ""),
            SessionId = request.HasSession ? SessionId : null,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync().ConfigureAwait(false);
        if (_triggers is not null)
            Directory.Delete(_triggers, recursive: true);
    }

    private void Prepare(INFlowBuilder builder)
    {
        var services = builder.Services;
        services.Configure<NFlowOptions>(options =>
        {
            options.AppName = recording.App.Name;
            options.LoginPath = recording.App.LoginPath;
            options.AllowOpenResume = recording.App.AllowOpenResume;
            options.TriggersFolder = _triggers!;
        });
        services.AddSingleton<IRunObserver>(Taps);
        services.AddSingleton<IHostSurfaceDecorator>(new ReplaySurface(recording));
        services.AddSingleton<IHostSurfaceDecorator, TappedSurface>();

        var registered = services.Select(service => service.ImplementationInstance).OfType<StepRegistration>().Select(step => step.Type).ToHashSet(StringComparer.Ordinal);
        if (services.All(service => service.ServiceType != typeof(INFlowPlugin)))
            registered.ExceptWith([NodeTypes.Plugin, NodeTypes.PluginEvents]);
        foreach (var type in recording.Runs.SelectMany(run => run.Nodes).Select(node => node.Type).Distinct(StringComparer.Ordinal))
            if (!registered.Contains(type))
                builder.AddStep(type, ReplayStep.RunAsync);
    }

    private static FieldCollection Fields(Dictionary<string, IReadOnlyList<string>> values, StringComparer comparer)
    {
        var fields = new FieldCollection(comparer);
        foreach (var (name, list) in values)
            fields.Set(name, list);
        return fields;
    }
}
