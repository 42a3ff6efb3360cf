using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NFlow.Runtime.Compatibility.Tests.Probes;

/// <summary>The server that the probes' HTTP calls were recorded against.</summary>
internal static class EchoServer
{
    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 9911));
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        return app;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/redirect")
        {
            context.Response.Redirect("/hello");
            return;
        }

        if (context.Request.Path.StartsWithSegments("/status", out var rest))
            context.Response.StatusCode = int.Parse(rest.Value![1..]);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var many = context.Request.Headers["X-A"];
        var answer = $$"""{"method": {{Json(context.Request.Method)}}, "path": {{Json(context.Request.Path + context.Request.QueryString)}}, "body": {{Json(body)}}, "x_a": {{(many.Count == 0 ? "null" : "[" + string.Join(", ", many.Select(Json)) + "]")}}, "ct": {{Json(context.Request.ContentType)}}, "ua": {{Json(context.Request.Headers.UserAgent.ToString())}}}""";
        await context.Response.WriteAsync(answer);
    }

    private static string Json(string? text) => JsonSerializer.Serialize(text);
}
