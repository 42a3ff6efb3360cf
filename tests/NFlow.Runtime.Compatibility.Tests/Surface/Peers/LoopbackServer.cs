using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Compatibility.Tests.Surface.Peers;

/// <summary>An HTTP server that echoes, speaks Twilio Verify and three model services, and never answers what mentions <c>hang</c>.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Hold _hold;

    private LoopbackServer(WebApplication app, Hold hold) => (_app, _hold) = (app, hold);

    public string Address { get; private set; } = "";

    public static async Task<LoopbackServer> StartAsync(Hold hold)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new LoopbackServer(app, hold);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        if (request.Path.Value!.Contains("hang", StringComparison.Ordinal) || body.Contains("hang", StringComparison.Ordinal))
            await HangAsync(context);
        else
            await context.Response.WriteAsync(Answer(request, body));
    }

    private async Task HangAsync(HttpContext context)
    {
        try
        {
            await _hold.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller has closed the connection, which is what the test waits for.
        }
    }

    private static string Answer(HttpRequest request, string body) => request.Path.Value switch
    {
        "/v2/Services/VA1/Verifications" => """{"status":"pending"}""",
        "/v2/Services/VA1/VerificationCheck" => body.Contains("Code=123", StringComparison.Ordinal) ? """{"status":"approved"}""" : """{"status":"pending"}""",
        "/openai/chat/completions" when body.Contains("\"stream\":true", StringComparison.Ordinal) =>
            "data: {\"choices\":[{\"delta\":{\"content\":\"hello\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
        "/openai/chat/completions" => """{"model":"m","choices":[{"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}]}""",
        "/gemini/models/m:generateContent" => """{"candidates":[{"content":{"parts":[{"text":"hello"}]},"finishReason":"STOP"}]}""",
        "/ollama/api/chat" => """{"model":"m","message":{"role":"assistant","content":"hello"},"done":true}""",
        _ => JsonSerializer.Serialize(new { method = request.Method, query = request.QueryString.Value, x = request.Headers["X-A"].ToString(), type = request.ContentType, body }),
    };
}
