using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.HostApi;
using NFlow.Runtime.Tests.Support;

namespace NFlow.Runtime.Tests.HostApi;

/// <summary>Runs one script through the real engine, with a file root of its own.</summary>
internal sealed class ScriptHost : IAsyncDisposable
{
    private readonly EngineHost _engine;

    public ScriptHost(string code, Action<HostApiOptions>? api = null, Action<INFlowBuilder>? build = null, Action<NFlowOptions>? configure = null)
    {
        _engine = new EngineHost(
            new AppBuilder().Script("/run/:id", code),
            builder =>
            {
                builder.Services.Configure<HostApiOptions>(options =>
                {
                    options.FileRoot = FileRoot;
                    api?.Invoke(options);
                });
                build?.Invoke(builder);
            },
            options =>
            {
                options.TemplateFolder = Path.Combine(FileRoot, "templates");
                options.ScriptEnvironment["REGION"] = "eu";
                configure?.Invoke(options);
            });
    }

    public string FileRoot { get; } = Directory.CreateTempSubdirectory("nflow-files").FullName;

    public EngineHost Engine => _engine;

    public static ScriptHost ForExpression(string expression, Action<HostApiOptions>? api = null, Action<INFlowBuilder>? build = null) =>
        new($"async function main(){{ let result; try {{ result = await ({expression}); if (result === undefined) result = '<undefined>'; }} catch (e) {{ result = String(e); }} c.JSON(200, [result]); }}", api, build);

    public Task<Answer> RunAsync(WorkflowRequest? request = null, CancellationToken cancellationToken = default) =>
        _engine.RunAsync(request ?? Request(), cancellationToken);

    public async Task<string> ResultAsync(WorkflowRequest? request = null)
    {
        var answer = await RunAsync(request);
        Assert.That(answer.Error?.Message, Is.Null);
        using var json = JsonDocument.Parse(answer.Response.Body);
        return json.RootElement[0].GetRawText();
    }

    public static WorkflowRequest Request(string body = "", string contentType = "")
    {
        var headers = new FieldCollection(StringComparer.OrdinalIgnoreCase);
        headers.Add("x-token", "Bearer secret");
        headers.Add("User-Agent", "probe");
        headers.Add("Authorization", "Basic YW5hOnB3");
        return new WorkflowRequest
        {
            Method = "POST",
            Path = "/run/7",
            QueryString = "q=1&q=2&z=%C3%A9",
            Headers = headers,
            Cookies = new Dictionary<string, string> { ["theme"] = "dark" },
            RemoteAddress = "203.0.113.9",
            ContentType = contentType,
            Body = System.Text.Encoding.UTF8.GetBytes(body),
            Files = [new UploadedFile("photo", "me.txt", "text/plain", "hello"u8.ToArray())],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(FileRoot, recursive: true);
    }
}
