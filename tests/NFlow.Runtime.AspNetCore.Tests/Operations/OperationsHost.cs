using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.InMemory;

namespace NFlow.Runtime.AspNetCore.Tests.Operations;

/// <summary>The real engine behind HTTP with everything an operator sees, in memory.</summary>
internal sealed class OperationsHost : IAsyncDisposable
{
    public const string App = """
        {"drawflow":{"Main":{"data":{
          "1":{"data":{"type":"starter","method":"GET","urlpattern":"/hello"},"outputs":{"output_1":{"connections":[{"node":"2"}]}}},
          "2":{"data":{"type":"js","name_box":"Greet","code":"c.String(200, 'hello')"},"outputs":{}},
          "3":{"data":{"type":"starter","method":"GET","urlpattern":"/fail"},"outputs":{"output_1":{"connections":[{"node":"4"}]}}},
          "4":{"data":{"type":"js","code":"throw new Error('no')"},"outputs":{}},
          "5":{"data":{"type":"starter","method":"GET","urlpattern":"/hang"},"outputs":{"output_1":{"connections":[{"node":"6"}]}}},
          "6":{"data":{"type":"hang"},"outputs":{}}
        }}}}
        """;

    private readonly WebApplication _app;
    private readonly MeterListener _requests = new();
    private readonly SemaphoreSlim _counted = new(0);

    private OperationsHost(WebApplication app, FakeTimeProvider time)
    {
        _app = app;
        Time = time;
        Client = app.GetTestClient();
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        _requests.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.request.duration" && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _requests.SetMeasurementEventCallback<double>((_, _, _, _) => _counted.Release());
        _requests.Start();
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Time { get; }

    public InMemoryStore Store => _app.Services.GetRequiredService<InMemoryStore>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Completes when a run has come to the node that hangs.</summary>
    public TaskCompletionSource Hanging { get; private init; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<OperationsHost> StartAsync(
        Action<INFlowBuilder>? build = null,
        Action<WebApplication>? map = null,
        string environment = "Production",
        IPAddress? from = null,
        string document = App)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var nflow = builder.Services.AddNFlowCore(options => options.TriggersFolder = "/nonexistent");
        nflow.AddAspNetCore().AddHealth().AddMetrics().AddDebugging(options => options.Token = "s3cret");
        nflow.AddStep("hang", async (_, cancellationToken) =>
        {
            hanging.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return default;
        });
        build?.Invoke(nflow);

        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = from ?? IPAddress.Loopback;
            return next(context);
        });
        app.MapNFlowHealth();
        app.MapNFlowMetrics();
        (map ?? (application => application.MapNFlowDebug()))(app);
        app.MapNFlow("/*");
        app.Services.GetRequiredService<InMemoryStore>().Put(new AppDocument("app", Encoding.UTF8.GetBytes(document), ""));
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new OperationsHost(app, time) { Hanging = hanging };
    }

    public async Task<(HttpStatusCode Status, string Text)> SendAsync(string method, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
            request.Headers.Add("X-Debug-Token", token);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        // The server counts a request after its client has the answer.
        await _counted.WaitAsync(TimeSpan.FromSeconds(10));
        return (response.StatusCode, text);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _requests.Dispose();
        _counted.Dispose();
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
