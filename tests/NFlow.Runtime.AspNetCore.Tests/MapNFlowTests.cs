using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.AspNetCore.Tests.Fakes;

namespace NFlow.Runtime.AspNetCore.Tests;

internal sealed class MapNFlowTests
{
    [Test]
    public void MapNFlow_WithoutTheRuntime_NamesTheMissingCall()
    {
        var builder = WebApplication.CreateBuilder();
        using var app = (IDisposable)builder.Build();

        Assert.That(() => ((WebApplication)app).MapNFlow("/*"), Throws.InvalidOperationException.With.Message.Contains("AddNFlowRuntime()"));
    }

    [TestCase("/*", "/", "/")]
    [TestCase("/*", "/a/b", "/a/b")]
    [TestCase("/api/*", "/api/a", "/api/a")]
    [TestCase("/api/{**path}", "/api/a/b", "/api/a/b")]
    [TestCase("/one/{id}", "/one/7", "/one/7")]
    public async Task MapNFlow_Pattern_HandsTheWholePathToTheApp(string pattern, string url, string seen)
    {
        await using var host = await WebHost.StartAsync(run => run.Answer(run.Request.Path), setup => setup.Pipeline = app => app.MapNFlow(pattern));

        Assert.That(await host.Client.GetStringAsync(url), Is.EqualTo(seen));
    }

    [TestCase("/api/*", "/api/a%2Fb/c", "/a%2Fb/c")]
    [TestCase("/api/*", "/api", "/")]
    [TestCase("/v1/api/*", "/v1/api/x", "/x")]
    public async Task MapNFlow_StripPrefix_HandsOverWhatFollowsIt(string pattern, string url, string seen)
    {
        await using var host = await WebHost.StartAsync(
            run => run.Answer(run.Request.Path),
            setup => setup.Pipeline = app => app.MapNFlow(pattern, options => options.StripPrefix = true));

        Assert.That(await host.Client.GetStringAsync(url), Is.EqualTo(seen));
    }

    [Test]
    public async Task MapNFlow_InAGroup_StripsTheGroupsPrefixToo()
    {
        await using var host = await WebHost.StartAsync(
            run => run.Answer(run.Request.Path),
            setup => setup.Pipeline = app => app.MapGroup("/v1").MapNFlow("/flows/*", options => options.StripPrefix = true));

        Assert.That(await host.Client.GetStringAsync("/v1/flows/a"), Is.EqualTo("/a"));
    }

    [TestCase("/outside")]
    [TestCase("/apis/a")]
    public async Task MapNFlow_PathOutsideThePattern_IsNotServed(string url)
    {
        await using var host = await WebHost.StartAsync(run => run.Answer("app"), setup => setup.Pipeline = app => app.MapNFlow("/api/*"));

        Assert.That((await host.Client.GetAsync(url)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("GET")]
    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    [TestCase("PROPFIND")]
    public async Task MapNFlow_AnyMethod_ReachesTheApp(string method)
    {
        await using var host = await WebHost.StartAsync(run => run.Answer(run.Request.Method));

        using var request = new HttpRequestMessage(new HttpMethod(method), "/x");
        using var response = await host.Client.SendAsync(request);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(method));
    }

    [Test]
    public async Task MapNFlow_HostEndpoints_WinOverTheCatchAll()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer("app"), setup => setup.Pipeline = app =>
        {
            app.MapNFlow("/*");
            app.MapGet("/exact", () => "host");
            app.MapGet("/items/{id}", (string id) => $"host {id}");
            app.MapGet("/pages/{**rest}", (string rest) => $"host {rest}");
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.Client.GetStringAsync("/exact"), Is.EqualTo("host"));
            Assert.That(await host.Client.GetStringAsync("/items/7"), Is.EqualTo("host 7"));
            Assert.That(await host.Client.GetStringAsync("/pages/a/b"), Is.EqualTo("host a/b"));
            Assert.That(await host.Client.GetStringAsync("/other"), Is.EqualTo("app"));
        }
    }

    [Test]
    public async Task MapNFlow_HostCatchAllOfTheSamePattern_WinsWithoutAmbiguity()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer("app"), setup => setup.Pipeline = app =>
        {
            app.MapNFlow("/*");
            app.MapGet("/{**slug}", (string slug) => $"host {slug}");
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.Client.GetStringAsync("/a"), Is.EqualTo("host a"));
            Assert.That(await (await host.Client.PostAsync("/a", null)).Content.ReadAsStringAsync(), Is.EqualTo("app"));
        }
    }

    [Test]
    public async Task MapNFlow_HostFallback_ComesAfterTheApp()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer("app"), setup => setup.Pipeline = app =>
        {
            app.MapFallback(() => "fallback");
            app.MapNFlow("/*");
        });

        Assert.That(await host.Client.GetStringAsync("/a"), Is.EqualTo("app"));
    }

    [Test]
    public async Task MapNFlow_StaticFiles_WinOverTheCatchAll()
    {
        var root = Directory.CreateTempSubdirectory("nflow-wwwroot");
        await File.WriteAllTextAsync(Path.Combine(root.FullName, "site.css"), "body{}");
        await using var host = await WebHost.StartAsync(run => run.Answer("app"), setup =>
        {
            setup.WebRoot = root.FullName;
            setup.Pipeline = app =>
            {
                app.UseStaticFiles();
                app.MapNFlow("/*");
            };
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.Client.GetStringAsync("/site.css"), Is.EqualTo("body{}"));
            Assert.That(await host.Client.GetStringAsync("/other.css"), Is.EqualTo("app"));
            Assert.That(await (await host.Client.PostAsync("/site.css", null)).Content.ReadAsStringAsync(), Is.EqualTo("app"));
        }

        root.Delete(recursive: true);
    }

    [Test]
    public async Task MapNFlow_RequireAuthorization_AppliesToTheApp()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer("app"), setup =>
        {
            setup.Configure = services =>
            {
                services.AddAuthentication("refuse").AddScheme<AuthenticationSchemeOptions, RefusingScheme>("refuse", null);
                services.AddAuthorization();
            };
            setup.Pipeline = app => app.MapNFlow("/*").RequireAuthorization();
        });

        Assert.That((await host.Client.GetAsync("/a")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task MapNFlow_RequireCors_AnswersThePreflight()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer("app"), setup =>
        {
            setup.Configure = services => services.AddCors(cors => cors.AddPolicy("site", policy => policy.WithOrigins("https://site.example").AllowAnyMethod()));
            setup.Pipeline = app =>
            {
                app.UseCors();
                app.MapNFlow("/*").RequireCors("site");
            };
        });

        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/a");
        preflight.Headers.Add("Origin", "https://site.example");
        preflight.Headers.Add("Access-Control-Request-Method", "PUT");
        using var response = await host.Client.SendAsync(preflight);

        Assert.That(response.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(["https://site.example"]));
    }

    [Test]
    public async Task MapNFlow_CacheOutput_ServesTheSecondRequestFromTheCache()
    {
        var runs = 0;
        await using var host = await WebHost.StartAsync(run => run.Answer($"{++runs}"), setup =>
        {
            setup.Configure = services => services.AddOutputCache();
            setup.Pipeline = app =>
            {
                app.UseOutputCache();
                app.MapNFlow("/*").CacheOutput();
            };
        });

        var first = await host.Client.GetStringAsync("/a");

        Assert.That(await host.Client.GetStringAsync("/a"), Is.EqualTo(first));
    }

    [Test]
    public async Task MapNFlow_BehindAPathBase_HandsOverThePathWithoutIt()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer(run.Request.Path), setup => setup.Pipeline = app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.MapNFlow("/*");
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await host.Client.GetStringAsync("/base/a%2Fb"), Is.EqualTo("/a%2Fb"));
            Assert.That(await host.Client.GetStringAsync("/base/a"), Is.EqualTo("/a"));
        }
    }

    [Test]
    public async Task MapNFlow_PathRewrittenByMiddleware_IsTheRewrittenOne()
    {
        await using var host = await WebHost.StartAsync(run => run.Answer(run.Request.Path), setup => setup.Pipeline = app =>
        {
            app.Use((HttpContext context, RequestDelegate next) =>
            {
                context.Request.Path = "/new";
                return next(context);
            });
            app.UseRouting();
            app.MapNFlow("/*");
        });

        Assert.That(await host.Client.GetStringAsync("/old"), Is.EqualTo("/new"));
    }
}
