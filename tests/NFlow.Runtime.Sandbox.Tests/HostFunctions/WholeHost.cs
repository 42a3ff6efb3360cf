using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.HostApi;

namespace NFlow.Runtime.Sandbox.Tests.HostFunctions;

/// <summary>A host with every package that gives scripts functions, all of it switched on, and nothing that leads out of this machine.</summary>
internal static class WholeHost
{
    private const string Nowhere = "http://127.0.0.1:1";

    public static void Compose(INFlowBuilder builder)
    {
        var folder = Directory.CreateTempSubdirectory("nflow-sweep").FullName;
        builder
            .AddHostApi<HiddenApi>()
            .AddMustache()
            .AddScriptHttp(options => options.AllowedHosts.Add("127.0.0.1"))
            .AddScriptDb(options =>
            {
                options.Enabled = true;
                options.Driver = "sqlite";
                options.ConnectionString = $"Data Source={Path.Combine(folder, "script.db")}";
            })
            .AddMail(options =>
            {
                options.Host = "127.0.0.1";
                options.Port = 1;
                options.From = "Sweep <sweep@example.com>";
                options.AllowScriptServers = false;
            })
            .AddAI(options => options.OpenAIBaseUrl = options.GeminiBaseUrl = options.OllamaBaseUrl = Nowhere)
            .AddSecurity(options => options.EncryptionKeys.Add(Convert.ToBase64String(new byte[32])));
        builder.Services.Configure<HostApiOptions>(options =>
        {
            options.FileRoot = folder;
            options.EnableFileSystem = options.EnableNetwork = options.EnableProcess = true;
        });
        builder.Services.AddLogging(logging => logging.AddProvider(new UnexpectedFailures()));
    }
}
