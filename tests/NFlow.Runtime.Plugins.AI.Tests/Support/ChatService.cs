using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Plugins.AI.Tests.Support;

/// <summary>A language-model service on loopback whose answers a test decides.</summary>
internal sealed class ChatService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChatService(WebApplication app) => _app = app;

    /// <summary>Where it listens, or has listened.</summary>
    public string Url { get; private set; } = "";

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>Completes when a client that was being answered has gone away.</summary>
    public TaskCompletionSource Abandoned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<ChatService> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var service = new ChatService(app);
        app.Run(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            service.Requests.Enqueue(new ReceivedRequest(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body.RootElement.Clone()));
            await using var gone = context.RequestAborted.Register(() => service.Abandoned.TrySetResult());
            try
            {
                await answer(context);
            }
            catch (OperationCanceledException)
            {
                // The client went away while the answer waited.
            }
        });
        await app.StartAsync();
        service.Url = app.Urls.First();
        return service;
    }

    /// <summary>A service that answers everything with one body.</summary>
    public static Task<ChatService> StartAsync(string body, int status = 200, string contentType = "application/json") => StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
