using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Plugins.AI.Tests.Support;

namespace NFlow.Runtime.Plugins.AI.Tests;

public sealed class StreamTests
{
    private static readonly string[] OpenAI =
    [
        "data: {\"model\":\"m1\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"Ein\"}}]}\n\n",
        ": a comment\r\n\r\ndata: {\"model\":\"m1\",\"choices\":[{\"delta\":{\"content\":\" Wört\\nchen\"}}]}\r\n\r\n",
        "data: {\"model\":\"m1\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
        "data: [DONE]\n\n",
    ];

    private static readonly string[] Gemini =
    [
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Ein\"}]}}],\"modelVersion\":\"m1\"}\r\n\r\n",
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\" Wört\\nchen\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"totalTokenCount\":3},\"modelVersion\":\"m1\"}\r\n\r\n",
    ];

    private static readonly string[] Ollama =
    [
        "{\"model\":\"m1\",\"message\":{\"role\":\"assistant\",\"content\":\"Ein\"},\"done\":false}\n",
        "{\"model\":\"m1\",\"message\":{\"content\":\" Wört\\nchen\"},\"done\":false}\n{\"model\":\"m1\",\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2}\n",
    ];

    [TestCase("openai", "/v1/chat/completions")]
    [TestCase("gemini", "/v1beta/models/m:streamGenerateContent?alt=sse")]
    [TestCase("ollama", "/api/chat")]
    public async Task AIStream_EachFormat_ReachesTheClientAsEvents(string provider, string path)
    {
        await using var service = await ChatService.StartAsync(context => WriteAsync(context, Pieces(provider)));
        await using var host = await AIHost.StartAsync(service);
        host.Publish($"const answer = await ai.stream({{ provider: '{provider}', key: 'k', model: 'm', prompt: 'p' }}); console.log('ANSWER ' + JSON.stringify(answer))");

        using var response = await host.Client.GetAsync(new Uri("/run", UriKind.Relative));
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
            Assert.That(response.Headers.CacheControl!.NoCache, Is.True);
            Assert.That(events[0], Is.EqualTo("data: {\"text\":\"Ein\"}"));
            Assert.That(events[1], Is.EqualTo("data: {\"text\":\" W\\u00F6rt\\nchen\"}"));
            Assert.That(events[2], Does.StartWith("event: done\ndata: {\"model\":\"m1\",\"finishReason\":\"stop\""));
            Assert.That(events, Has.Length.EqualTo(3));
            Assert.That(service.Requests.Single().Path, Is.EqualTo(path));
            Assert.That(host.Log.Text, Does.Contain("\"text\":\"Ein Wört\\nchen\""), "the script gets the whole answer too");
        }
    }

    [Test]
    public async Task AIStream_PiecesArriveWhileTheModelStillWrites()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await ChatService.StartAsync(async context =>
        {
            await WriteAsync(context, OpenAI[..1]);
            await goOn.Task;
            await WriteAsync(context, OpenAI[1..]);
        });
        await using var host = await AIHost.StartAsync(service);
        host.Publish("await ai.stream({ provider: 'openai', key: 'k', model: 'm', prompt: 'p' })");

        using var response = await host.Client.GetAsync(new Uri("/run", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
        goOn.SetResult();
        var rest = await reader.ReadToEndAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo("data: {\"text\":\"Ein\"}"));
            Assert.That(rest, Does.Contain("event: done"));
        }
    }

    [Test]
    public async Task AIStream_ClientGoesAway_TheServiceIsHungUpOn()
    {
        await using var service = await ChatService.StartAsync(async context =>
        {
            await WriteAsync(context, OpenAI[..1]);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await using var host = await AIHost.StartAsync(service);
        host.Publish("await ai.stream({ provider: 'openai', key: 'k', model: 'm', prompt: 'p' })");

        var response = await host.Client.GetAsync(new Uri("/run", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.Dispose();

        await service.Abandoned.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(service.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("openai")]
    [TestCase("gemini")]
    [TestCase("ollama")]
    public async Task AIStream_ServiceBreaksOff_EndsWithAnErrorEventAndRejects(string provider)
    {
        var breakOff = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await ChatService.StartAsync(async context =>
        {
            await WriteAsync(context, Pieces(provider)[..1]);
            await breakOff.Task;
            context.Abort();
        });
        await using var host = await AIHost.StartAsync(service);
        host.Publish($"try {{ await ai.stream({{ provider: '{provider}', key: 'k', model: 'm', prompt: 'p' }}) }} catch (e) {{ console.log('CAUGHT ' + e.message) }}");

        using var response = await host.Client.GetAsync(new Uri("/run", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        breakOff.SetResult();
        var text = await response.Content.ReadAsStringAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("event: error\ndata: {\"message\":\"ai.stream: the service broke off in the middle of its answer.\"}"));
            Assert.That(text, Does.Not.Contain("event: done"));
            Assert.That(host.Log.Text, Does.Contain("CAUGHT ai.stream: the service broke off"));
        }
    }

    [TestCase("openai")]
    [TestCase("gemini")]
    [TestCase("ollama")]
    public async Task AIStream_ServiceEndsWithoutFinishing_IsAnErrorToo(string provider)
    {
        await using var service = await ChatService.StartAsync(context => WriteAsync(context, Pieces(provider)[..1]));
        await using var host = await AIHost.StartAsync(service);
        host.Publish($"await ai.stream({{ provider: '{provider}', key: 'k', model: 'm', prompt: 'p' }})");

        var text = await host.Client.GetStringAsync(new Uri("/run", UriKind.Relative));

        Assert.That(text, Does.Contain("event: error").And.Not.Contain("event: done"));
    }

    [Test]
    public async Task AIStream_ErrorBeforeTheFirstPiece_LetsTheScriptAnswer()
    {
        await using var service = await ChatService.StartAsync("""{"error":{"message":"overloaded"}}""", status: 503);
        await using var host = await AIHost.StartAsync(service);
        host.Publish("try { await ai.stream({ provider: 'openai', key: 'k', model: 'm', prompt: 'p' }) } catch (e) { c.String(502, e.message) }");

        using var response = await host.Client.GetAsync(new Uri("/run", UriKind.Relative));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("ai.stream: the service answered 503: overloaded"));
        }
    }

    [Test]
    public async Task AIStream_AfterAnAnswer_RejectsAndAsksNobody()
    {
        await using var service = await ChatService.StartAsync(context => WriteAsync(context, OpenAI));
        await using var host = await AIHost.StartAsync(service);
        host.Publish("c.String(200, 'mine'); try { await ai.stream({ provider: 'openai', key: 'k', model: 'm', prompt: 'p' }) } catch (e) { console.log('CAUGHT ' + e.message) }");

        var text = await host.Client.GetStringAsync(new Uri("/run", UriKind.Relative));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Is.EqualTo("mine"));
            Assert.That(host.Log.Text, Does.Contain("CAUGHT ai.stream: the run has answered already."));
            Assert.That(service.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task AIStream_HostClient_Streams()
    {
        await using var host = await AIHost.StartAsync(null, register: services => services.AddSingleton<IChatClient>(new StandInClient("host")));
        host.Publish("await ai.stream({ prompt: 'p' })");

        var text = await host.Client.GetStringAsync(new Uri("/run", UriKind.Relative));

        Assert.That(text, Does.StartWith("data: {\"text\":\"host\"}\n\ndata: {\"text\":\" \"}\n\ndata: {\"text\":\"streams\"}\n\nevent: done\n"));
    }

    [Test]
    public async Task AIStream_LongerThanAllowed_EndsWithAnError()
    {
        await using var service = await ChatService.StartAsync(context => WriteAsync(context, OpenAI));
        await using var host = await AIHost.StartAsync(service, options => options.MaxAnswerLength = 5);
        host.Publish("await ai.stream({ provider: 'openai', key: 'k', model: 'm', prompt: 'p' })");

        var text = await host.Client.GetStringAsync(new Uri("/run", UriKind.Relative));

        Assert.That(text, Does.Contain("event: error\ndata: {\"message\":\"ai.stream: the answer is longer than 5 characters.\"}"));
    }

    private static string[] Pieces(string provider) => provider switch
    {
        "openai" => OpenAI,
        "gemini" => Gemini,
        _ => Ollama,
    };

    private static async Task WriteAsync(HttpContext context, string[] pieces)
    {
        context.Response.ContentType ??= "text/event-stream";
        foreach (var piece in pieces)
        {
            await context.Response.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    }
}
