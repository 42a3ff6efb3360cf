using System.Runtime.InteropServices;
using NFlow.Runtime.Packages.Tests.Support;

namespace NFlow.Runtime.Packages.Tests;

/// <summary>The server published with its own copy of .NET (docs/operations.md). Not compiled ahead here, which takes minutes and changes nothing but speed.</summary>
[NonParallelizable]
public sealed class SelfContainedServerTests
{
    [Test]
    public async Task Server_OnAMachineWithoutDotnet_ServesAndIsItsOwnWorker()
    {
        LocalFeed.Require();
        using var folder = new FreshFolder();
        await folder.RunAsync(
            "dotnet",
            $"publish src/NFlow.Runtime.Server -c Release -r {RuntimeInformation.RuntimeIdentifier} --self-contained -p:PublishReadyToRun=false -p:PublishReadyToRunComposite=false -p:ContinuousIntegrationBuild=true -o {folder["server"]} -nologo -v q",
            Repository.PathOf());
        await File.WriteAllTextAsync(folder["config.toml"], "[vm_pool]\nisolation = \"process\"\n");
        var start = folder.StartInfo(folder["server/nflow-runtime"], "--urls http://127.0.0.1:0");
        start.Environment["PATH"] = "";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_ROOT", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);

        await using var server = await RunningApp.StartAsync(start);
        Assert.That(await server.Client.GetStringAsync("/hello?name=Ada"), Does.Contain("Ada"));
    }
}
