using System.Net;
using System.Text.Json;
using NFlow.Runtime.Packages.Tests.Support;

namespace NFlow.Runtime.Packages.Tests;

/// <summary>The packages, installed from a folder into projects that have never seen this repository.</summary>
public sealed class FreshApplicationTests
{
    private FreshFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        LocalFeed.Require();
        _folder = new FreshFolder();
    }

    [TearDown]
    public void TearDown() => _folder?.Dispose();

    [Test]
    public async Task WebApplication_WithThePackageAndTwoLines_ServesWorkflows()
    {
        await _folder.RunAsync("dotnet", "new web -o Shop --no-restore");
        await _folder.RunAsync("dotnet", "add package NFlow.Runtime", "Shop");
        await File.WriteAllTextAsync(_folder["Shop/Program.cs"], """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddNFlowRuntime();
            builder.Services.AddOpenApi(options => options.AddNFlow());

            var app = builder.Build();
            app.MapGet("/version", () => "1.0");
            app.MapOpenApi();
            app.MapNFlow("/*");
            app.Run();
            """);
        await _folder.RunAsync("dotnet", "build -warnaserror", "Shop");

        await using var app = await RunningApp.StartAsync(_folder.StartInfo("dotnet", "bin/Debug/net10.0/Shop.dll --urls http://127.0.0.1:0", "Shop"));
        using var hello = await app.Client.GetAsync(new Uri("/hello", UriKind.Relative));
        var version = await app.Client.GetStringAsync(new Uri("/version", UriKind.Relative));
        var document = JsonElement.Parse(await app.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hello.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(version, Is.EqualTo("1.0"));
            Assert.That(document.GetProperty("paths").TryGetProperty("/hello", out _), Is.True, document.GetRawText());
        }
    }

    [Test]
    public async Task Template_Web_RunsAndAnswers()
    {
        await _folder.RunAsync("dotnet", $"new install {LocalFeed.PackagePath("NFlow.Runtime.Templates")}");
        await _folder.RunAsync("dotnet", "new nflow-web -o Shop");
        await _folder.RunAsync("dotnet", "build -warnaserror", "Shop");

        await using var app = await RunningApp.StartAsync(_folder.StartInfo("dotnet", "bin/Debug/net10.0/Shop.dll --urls http://127.0.0.1:0", "Shop"));
        Assert.That(await app.Client.GetStringAsync(new Uri("/hello/Ana", UriKind.Relative)), Is.EqualTo("{\"hello\":\"Ana\"}\n"));
    }

    [Test]
    public async Task Template_Step_BuildsAndItsTestPasses()
    {
        await _folder.RunAsync("dotnet", $"new install {LocalFeed.PackagePath("NFlow.Runtime.Templates")}");
        await _folder.RunAsync("dotnet", "new nflow-step -o ShopSteps");

        var said = await _folder.RunAsync("dotnet", "test -warnaserror", "ShopSteps");

        Assert.That(said, Does.Match(@"Passed!\s+- Failed:\s+0, Passed:\s+1,"));
    }

    [Test]
    public async Task Tool_Installed_ChecksAnAppAndServesTheSample()
    {
        await _folder.RunAsync("dotnet", "tool install NFlow.Runtime.Server --tool-path tools");
        var tool = _folder["tools/nflow-runtime"];
        await File.WriteAllTextAsync(_folder["app.json"], """
            {"drawflow":{"Home":{"data":{
              "1":{"data":{"type":"starter","method":"GET","urlpattern":"/ping"},"outputs":{"output_1":{"connections":[{"node":"2","output":"input_1"}]}}},
              "2":{"data":{"type":"js","code":"c.String(200, 'pong')"},"outputs":{}}}}}}
            """);

        var said = await _folder.RunAsync(tool, "check app.json");
        await using var server = await RunningApp.StartAsync(_folder.StartInfo(tool, "--urls http://127.0.0.1:0"));
        using var hello = await server.Client.GetAsync(new Uri("/hello", UriKind.Relative));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(said, Does.Contain("GET").And.Contain("/ping"));
            Assert.That(hello.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }
}
