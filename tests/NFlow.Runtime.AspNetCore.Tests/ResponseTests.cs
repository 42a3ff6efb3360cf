using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.AspNetCore.Tests.Fakes;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Tests;

internal sealed class ResponseTests
{
    [Test]
    public async Task Answer_IsSentWithStatusTypeLengthAndHeaders()
    {
        await using var host = await WebHost.StartAsync(run =>
        {
            run.Response.SetHeader("X-One", "1");
            run.Response.AddHeader("Set-Cookie", "a=1");
            run.Response.AddHeader("Set-Cookie", "b=2");
            return run.Answer("héllo", 201);
        });

        using var response = await host.Client.GetAsync("/");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; charset=UTF-8"));
            Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(6));
            Assert.That(response.Headers.GetValues("X-One"), Is.EqualTo(["1"]));
            Assert.That(response.Headers.GetValues("Set-Cookie"), Is.EqualTo(["a=1", "b=2"]));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("héllo"));
        }
    }

    [Test]
    public async Task Run_ThatNeverAnswers_IsAnEmpty200()
    {
        await using var host = await WebHost.StartOnSocketAsync(_ => new(RunOutcome.Completed));

        using var response = await host.Client.GetAsync("/");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Content.Headers.ContentLength, Is.Zero);
        }
    }

    [Test]
    public async Task Answer_ToHead_HasTheLengthAndNoBody()
    {
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer("12345"));

        var answer = await RawHttp.SendAsync(host.EndPoint, "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.Contain("Content-Length: 5\r\n").And.EndWith("\r\n\r\n"));
    }

    [TestCase(204)]
    [TestCase(205)]
    [TestCase(304)]
    public async Task Answer_WhoseStatusAllowsNoBody_DropsIt(int status)
    {
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer("not allowed", status));

        var answer = await RawHttp.SendAsync(host.EndPoint, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status}").And.Not.Contain("not allowed"));
    }

    [Test]
    public async Task Answer_WithAnUnusualThreeDigitStatus_IsSentAsItIs()
    {
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer("odd", 999));

        using var response = await host.Client.GetAsync("/");

        Assert.That((int)response.StatusCode, Is.EqualTo(999));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(100)]
    [TestCase(199)]
    [TestCase(1000)]
    [TestCase(int.MaxValue)]
    public async Task Answer_WithAnImpossibleStatus_Is500AndLogged(int status)
    {
        var logs = new CapturedLogs();
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer("odd", status), setup => setup.Logs = logs);

        using var response = await host.Client.GetAsync("/");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain($"status {status} is not"));
            Assert.That(logs.Entries.Select(entry => (entry.Level, entry.Id.Id)), Does.Contain((LogLevel.Warning, 2002)));
        }
    }

    [TestCase("Content-Length", "3")]
    [TestCase("Transfer-Encoding", "chunked")]
    [TestCase("Connection", "upgrade")]
    public async Task Header_OfTheMessagesFraming_IsLeftToTheServer(string name, string value)
    {
        await using var host = await WebHost.StartOnSocketAsync(run =>
        {
            run.Response.SetHeader(name, value);
            return run.Answer("12345");
        });

        Assert.That(await host.Client.GetStringAsync("/"), Is.EqualTo("12345"));
    }

    [Test]
    public async Task Header_WithCharactersThatHttpCannotCarry_IsSentWithoutThem()
    {
        await using var host = await WebHost.StartOnSocketAsync(run =>
        {
            run.Response.SetHeader("X-Name", "Ñandú\u0001");
            run.Response.SetHeader("Location", "/página?a=1&b=%20");
            return run.Answer("ok", 302, "text/plain; charset=\u0001");
        });

        using var response = await host.Client.GetAsync("/");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Headers.GetValues("X-Name"), Is.EqualTo(["?and??"]));
            Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/p%C3%A1gina?a=1&b=%20"));
        }
    }

    [Test]
    public async Task Stream_ReachesTheClientWhileTheRunGoesOn()
    {
        var received = new TaskCompletionSource();
        await using var host = await WebHost.StartOnSocketAsync(async run =>
        {
            run.Response.SetHeader("X-One", "1");
            var stream = await run.Response.StartStreamAsync(200, "text/event-stream", run.Aborted);
            await stream!.WriteAsync("first"u8.ToArray());
            await stream.FlushAsync();
            await received.Task;
            await stream.WriteAsync(" second"u8.ToArray());
            return RunOutcome.Completed;
        });

        using var response = await host.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var first = new byte[5];
        await body.ReadExactlyAsync(first);
        received.SetResult();
        using var rest = new StreamReader(body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.UTF8.GetString(first), Is.EqualTo("first"));
            Assert.That(await rest.ReadToEndAsync(), Is.EqualTo(" second"));
            Assert.That(response.Headers.GetValues("X-One"), Is.EqualTo(["1"]));
        }
    }

    [Test]
    public async Task Stream_AfterAnAnswer_IsRefused()
    {
        await using var host = await WebHost.StartAsync(async run =>
        {
            await run.Answer("first");
            Assert.That(await run.Response.StartStreamAsync(200, "text/plain", run.Aborted), Is.Null);
            return RunOutcome.Completed;
        });

        Assert.That(await host.Client.GetStringAsync("/"), Is.EqualTo("first"));
    }

    [Test]
    public async Task File_IsSentWithTypeTagAndRanges()
    {
        var path = Path.GetTempFileName() + ".csv";
        await File.WriteAllTextAsync(path, "0123456789");
        await using var host = await WebHost.StartOnSocketAsync(run =>
        {
            run.Response.TryAnswer(200, null);
            run.Response.FilePath = path;
            return new(RunOutcome.Completed);
        });

        using var whole = await host.Client.GetAsync("/");
        using var rangeRequest = new HttpRequestMessage(HttpMethod.Get, "/");
        rangeRequest.Headers.Range = new RangeHeaderValue(2, 4);
        using var range = await host.Client.SendAsync(rangeRequest);
        using var knownRequest = new HttpRequestMessage(HttpMethod.Get, "/");
        knownRequest.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        using var known = await host.Client.SendAsync(knownRequest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await whole.Content.ReadAsStringAsync(), Is.EqualTo("0123456789"));
            Assert.That(whole.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/csv"));
            Assert.That(range.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
            Assert.That(await range.Content.ReadAsStringAsync(), Is.EqualTo("234"));
            Assert.That(known.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        }

        File.Delete(path);
    }

    [Test]
    public async Task File_ThatIsGone_Is404()
    {
        await using var host = await WebHost.StartAsync(run =>
        {
            run.Response.TryAnswer(200, null);
            run.Response.FilePath = "/nonexistent/file";
            return new(RunOutcome.Completed);
        });

        using var response = await host.Client.GetAsync("/");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("not found"));
        }
    }
}
