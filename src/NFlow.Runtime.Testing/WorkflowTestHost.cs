using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.Testing;

/// <summary>Runs an app in the test's process: no web server, no database. Thread-safe; its clients are not.</summary>
/// <example>
/// <code>
/// await using var host = WorkflowTestHost.FromFile("app.json", nflow =&gt; nflow.AddStep&lt;PriceStep&gt;("price"));
/// var run = await host.Client.GetAsync("/order?item=book");
/// Assert.That(run.Path, Is.EqualTo(["Find price", "Answer"]));
/// </code>
/// </example>
public sealed class WorkflowTestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private WorkflowTestHost(ReadOnlyMemory<byte> app, string defaultScript, Action<INFlowBuilder>? configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var builder = services.AddNFlowCore();
        services.AddSingleton<RunRecorder>();
        services.AddSingleton<IRunObserver>(provider => provider.GetRequiredService<RunRecorder>());
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        Store.Put(new AppDocument(_services.GetRequiredService<Microsoft.Extensions.Options.IOptions<NFlowOptions>>().Value.AppName, app, defaultScript));
        Client = NewClient();
    }

    /// <summary>A client; its session lasts as long as the host.</summary>
    public WorkflowTestClient Client { get; }

    /// <summary>The host's services: what <c>configure</c> registered, and the runtime's own.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The store: add modules, templates, users and tokens that the app needs.</summary>
    public InMemoryStore Store => _services.GetRequiredService<InMemoryStore>();

    /// <summary>Loads an app from a designer document in a file.</summary>
    /// <param name="path">The file; a relative path is looked for in the working directory, then beside the test assembly.</param>
    /// <param name="configure">Registers steps, services and options.</param>
    /// <param name="defaultScript">JavaScript that may define <c>auth()</c> and <c>log()</c>.</param>
    /// <returns>The host.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static WorkflowTestHost FromFile(string path, Action<INFlowBuilder>? configure = null, string defaultScript = "")
    {
        ArgumentNullException.ThrowIfNull(path);
        var besideTests = Path.Combine(AppContext.BaseDirectory, path);
        return new(File.ReadAllBytes(!File.Exists(path) && File.Exists(besideTests) ? besideTests : path), defaultScript, configure);
    }

    /// <summary>Loads an app from a designer document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="configure">Registers steps, services and options.</param>
    /// <param name="defaultScript">JavaScript that may define <c>auth()</c> and <c>log()</c>.</param>
    /// <returns>The host.</returns>
    public static WorkflowTestHost FromJson(string json, Action<INFlowBuilder>? configure = null, string defaultScript = "") =>
        new(Encoding.UTF8.GetBytes(json), defaultScript, configure);

    /// <summary>Another client, with a session of its own.</summary>
    /// <returns>The client.</returns>
    public WorkflowTestClient NewClient() => new(_services);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
