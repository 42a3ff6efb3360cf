using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.AspNetCore.Tests.Fakes;
using NFlow.Runtime.Execution;

namespace NFlow.Runtime.AspNetCore.Tests;

internal sealed class RequestTests
{
    [TestCase("/a%2Fb/c%20d?x=1", "/a%2Fb/c%20d|x=1")]
    [TestCase("/caf%C3%A9/x", "/caf%C3%A9/x|")]
    [TestCase("/x/", "/x/|")]
    [TestCase("//double", "//double|")]
    [TestCase("/a/../b", "/b|")]
    [TestCase("/%zz?q=%zz", "/%zz|q=%zz")]
    public async Task Path_OnARealSocket_IsAsReceived(string target, string expected)
    {
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer($"{run.Request.Path}|{run.Request.QueryString}"));

        var answer = await RawHttp.SendAsync(host.EndPoint, $"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.EndWith(expected));
    }

    [Test]
    public async Task Headers_HaveGoNames_AndAreFoundInAnyCase()
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>>? headers = null;
        string? found = null;
        await using var host = await WebHost.StartAsync(run =>
        {
            found = run.Request.FindHeader("X-API-key");
            headers = run.Request.Headers;
            return run.Answer("ok");
        });

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("x-api-KEY", "one");
        request.Headers.Add("x-many", ["1", "2"]);
        await host.Client.SendAsync(request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo("one"));
            Assert.That(headers!.Keys, Does.Contain("X-Api-Key").And.Contain("X-Many").And.Not.Contain("Host"));
            Assert.That(headers!["x-many"], Is.EqualTo(["1", "2"]));
        }
    }

    [Test]
    public async Task Cookies_AreReadByName()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer(run.Request.Cookies["b"]));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", "a=1; b=two");

        Assert.That(await (await host.Client.SendAsync(request)).Content.ReadAsStringAsync(), Is.EqualTo("two"));
    }

    [Test]
    public async Task Form_UrlEncoded_KeepsOrderAndRepeatedNames()
    {
        WorkflowRequest? seen = null;
        await using var host = await WebHost.StartAsync(run =>
        {
            seen = run.Request;
            return run.Answer("ok");
        });

        await host.Client.PostAsync("/?b=query", new StringContent("b=form+1&a=%C3%A9&b=form2", Encoding.UTF8, "application/x-www-form-urlencoded"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen!.Form.Keys, Is.EqualTo(["b", "a"]));
            Assert.That(seen.Fields["b"], Is.EqualTo(["form 1", "form2", "query"]));
            Assert.That(seen.Form["a"], Is.EqualTo(["é"]));
            Assert.That(seen.Body.Length, Is.Zero);
        }
    }

    [Test]
    public async Task Form_Multipart_HasFieldsAndFiles()
    {
        WorkflowRequest? seen = null;
        await using var host = await WebHost.StartAsync(run =>
        {
            seen = run.Request;
            return run.Answer("ok");
        });

        using var form = new MultipartFormDataContent { { new StringContent("Ana"), "name" } };
        var file = new ByteArrayContent([1, 2, 3]);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(file, "photo", "a.png");
        await host.Client.PostAsync("/", form);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen!.Form["name"], Is.EqualTo(["Ana"]));
            Assert.That(seen.Files, Has.Count.EqualTo(1));
            Assert.That(seen.Files[0].FieldName, Is.EqualTo("photo"));
            Assert.That(seen.Files[0].FileName, Is.EqualTo("a.png"));
            Assert.That(seen.Files[0].ContentType, Is.EqualTo("image/png"));
            Assert.That(seen.Files[0].Content.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        }
    }

    [Test]
    public async Task Form_ReadByAMiddlewareBefore_IsStillThere()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer(run.Request.Form.First("a")!), setup => setup.Pipeline = app =>
        {
            app.Use(async (HttpContext context, RequestDelegate next) =>
            {
                await context.Request.ReadFormAsync();
                await next(context);
            });
            app.MapNFlow("/*");
        });

        using var response = await host.Client.PostAsync("/", new FormUrlEncodedContent([new("a", "1")]));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("1"));
    }

    [Test]
    public async Task Body_Json_IsHandedOverAsItIs()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer(Encoding.UTF8.GetString(run.Request.Body.Span)));

        using var response = await host.Client.PostAsync("/", new StringContent("{ \"a\": 1 }", Encoding.UTF8, "application/json"));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("{ \"a\": 1 }"));
    }

    [Test]
    public async Task Body_OfSeveralMegabytesOnASocket_ArrivesWhole()
    {
        var sent = new byte[5_000_000];
        new Random(7).NextBytes(sent);
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(run.Request.Body.Span))));

        using var response = await host.Client.PostAsync("/", new ByteArrayContent(sent));

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(sent))));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Body_OverTheLimit_Is413(bool announced)
    {
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer("too much"), setup => setup.Http = http => http.MaxBodyBytes = 2048);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(new byte[4096]) };
        request.Headers.TransferEncodingChunked = !announced;
        using var response = await host.Client.SendAsync(request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("{\"message\":\"The request body is larger than 2048 bytes.\"}\n"));
        }
    }

    [Test]
    public async Task Body_OverKestrelsLimit_Is413()
    {
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer("too much"), setup => setup.Configure = services =>
            services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 1024));

        using var response = await host.Client.PostAsync("/", new ByteArrayContent(new byte[4096]));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Form_WithTooManyValues_Is413()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer("too many"), setup => setup.Http = http => http.MaxFormValues = 3);

        using var urlEncoded = await host.Client.PostAsync("/", new FormUrlEncodedContent(Enumerable.Range(0, 4).Select(i => new KeyValuePair<string, string>($"f{i}", "x"))));
        using var form = new MultipartFormDataContent();
        for (var i = 0; i < 4; i++)
            form.Add(new StringContent("x"), $"f{i}");
        using var multipart = await host.Client.PostAsync("/", form);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(urlEncoded.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(multipart.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        }
    }

    [TestCase("multipart/form-data", "x")]
    [TestCase("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever ends")]
    public async Task Form_Malformed_Is400(string contentType, string body)
    {
        await using var host = await WebHost.StartAsync(run => run.Answer("malformed"));

        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await host.Client.PostAsync("/", content);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString(), Is.Not.Empty);
        }
    }

    [Test]
    public async Task Client_ThatDisconnects_CancelsTheRun()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var host = await WebHost.StartOnSocketAsync(async run =>
        {
            run.Aborted.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
            return RunOutcome.Cancelled;
        });

        using (var client = new TcpClient())
        {
            await client.ConnectAsync(host.EndPoint);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            await started.Task;
        }

        Assert.That(async () => await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30)), Throws.Nothing);
    }

    [Test]
    public async Task Client_ThatDisconnectsInTheMiddleOfItsBody_StartsNoRun()
    {
        var runs = 0;
        await using var host = await WebHost.StartOnSocketAsync(run =>
        {
            runs++;
            return run.Answer("ok");
        });

        using (var client = new TcpClient())
        {
            await client.ConnectAsync(host.EndPoint);
            await client.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf"u8.ToArray());
        }

        await host.Client.GetStringAsync("/after");
        Assert.That(runs, Is.EqualTo(1));
    }

    [Test]
    public async Task RemoteAddress_IsTheConnections_WhateverTheClientClaims()
    {
        await using var host = await WebHost.StartOnSocketAsync(run => run.Answer(run.Request.RemoteAddress));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-For", "10.9.9.9");

        Assert.That(await (await host.Client.SendAsync(request)).Content.ReadAsStringAsync(), Is.EqualTo("127.0.0.1"));
    }

    [Test]
    public async Task Detach_KeepsTheRequestReadableAfterTheAnswer()
    {
        WorkflowRequest? detached = null;
        await using var host = await WebHost.StartOnSocketAsync(run =>
        {
            detached = run.Request.Detach();
            return run.Answer("ok");
        });

        using var request = new HttpRequestMessage(HttpMethod.Post, "/first?q=1") { Content = new StringContent("body") };
        request.Headers.Add("X-Name", "first");
        await host.Client.SendAsync(request);
        var first = detached!;
        using var second = new HttpRequestMessage(HttpMethod.Post, "/second") { Content = new StringContent("other") };
        second.Headers.Add("X-Name", "second");
        await host.Client.SendAsync(second);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Path, Is.EqualTo("/first"));
            Assert.That(first.FindHeader("x-name"), Is.EqualTo("first"));
            Assert.That(first.RemoteAddress, Is.EqualTo("127.0.0.1"));
            Assert.That(Encoding.UTF8.GetString(first.Body.Span), Is.EqualTo("body"));
        }
    }

    [Test]
    public async Task Request_NotDetached_ReadsNothingOfALaterRequest()
    {
        WorkflowRequest? kept = null;
        await using var host = await WebHost.StartAsync(run =>
        {
            kept ??= run.Request;
            return run.Answer("ok");
        });

        await host.Client.GetStringAsync("/first");
        using var second = new HttpRequestMessage(HttpMethod.Get, "/second");
        second.Headers.Add("X-Secret", "of the second client");
        await host.Client.SendAsync(second);

        Assert.That(kept!.FindHeader("X-Secret"), Is.Null);
    }
}
