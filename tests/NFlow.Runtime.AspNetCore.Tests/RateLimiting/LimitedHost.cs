using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NFlow.Runtime.AspNetCore.RateLimiting;
using NFlow.Runtime.Diagnostics;

namespace NFlow.Runtime.AspNetCore.Tests.RateLimiting;

/// <summary>A web application with a rate limit: clients say in a header from which address their connection is.</summary>
internal sealed class LimitedHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counters = [];

    private LimitedHost(WebApplication app) => _app = app;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000));

    public List<(LogLevel Level, string Text)> Logs { get; } = [];

    public static async Task<LimitedHost> StartAsync(Action<RateLimitOptions> configure, Action<IServiceCollection>? services = null, Action<WebApplication>? before = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        var host = (LimitedHost?)null;
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddProvider(new ListLogs((level, text) => host!.Logs.Add((level, text))));
        builder.Services.AddSingleton<TimeProvider>(_ => host!.Time);
        builder.Services.AddNFlowCore().AddRateLimiting(configure);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        host = new LimitedHost(app);

        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = context.Request.Headers["X-Test-Connection"] is [{ } address] ? IPAddress.Parse(address) : IPAddress.Parse("192.0.2.1");
            return next();
        });
        before?.Invoke(app);
        app.UseRouting();
        app.UseRateLimiter();
        app.MapGet("/free", () => "free").DisableRateLimiting();
        app.MapGet("/broken", (HttpContext context) =>
        {
            context.Response.Headers["X-Half-Written"] = "yes";
            throw new InvalidOperationException("broken");
        });
        app.MapGet("/elsewhere", () => Results.Redirect("/"));
        app.MapGet("/forbidden", () => Results.StatusCode(403));
        app.MapGet("/stream", async (HttpContext context) =>
        {
            await context.Response.StartAsync();
            await context.Response.WriteAsync("part");
        });
        app.MapGet("/file", () => Results.File(typeof(LimitedHost).Assembly.Location));
        app.MapGet("/nowhere", () => Results.NotFound());
        app.MapGet("/{**path}", () => "ok");
        host.Listen(app.Services.GetRequiredService<NFlowMeter>().Meter);
        await app.StartAsync();
        return host;
    }

    public async Task<HttpResponseMessage> GetAsync(string path = "/", string? from = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (from is not null)
            request.Headers.Add("X-Test-Connection", from);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await _app.GetTestClient().SendAsync(request);
    }

    /// <summary>Sends requests until one is refused and returns how many were not.</summary>
    public async Task<int> CountAdmittedAsync(string? from = null)
    {
        for (var admitted = 0; admitted < 1000; admitted++)
        {
            using var response = await GetAsync(from: from);
            if (!response.IsSuccessStatusCode)
                return admitted;
        }

        return int.MaxValue;
    }

    public long Counter(string name) => _counters.GetValueOrDefault(name);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _app.DisposeAsync();
    }

    private void Listen(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _counters[instrument.Name] = Counter(instrument.Name) + value);
        _listener.Start();
    }

    private sealed class ListLogs(Action<LogLevel, string> write) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => write(logLevel, formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
