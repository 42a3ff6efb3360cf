using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.HostApi.Documentation;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Compatibility.Tests;

/// <summary>The committed declarations and reference are what the registrations say. Regenerate: run these tests with NFLOW_UPDATE_DOCS=1.</summary>
public sealed class ScriptDocumentationTests
{
    [TestCase("docs/nflow.d.ts")]
    [TestCase("docs/script-api.md")]
    public async Task Document_Committed_IsWhatTheRegistrationsSay(string path)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNFlowCore().AddMustache().AddScriptHttp().AddScriptDb().AddMail().AddAI().AddRedis(options => options.Host = "127.0.0.1:1").AddSecurity();
        await using var provider = services.BuildServiceProvider();
        var surface = provider.GetRequiredService<HostSurface>();
        var text = path.EndsWith(".md", StringComparison.Ordinal) ? ScriptReference.Write(surface) : ScriptDeclarations.Write(surface);
        if (RepositoryFile.IsUpdating)
            RepositoryFile.Write(path, text);

        Assert.That(RepositoryFile.Read(path), Is.EqualTo(text), $"{path} is out of date: run this test with NFLOW_UPDATE_DOCS=1");
    }
}
