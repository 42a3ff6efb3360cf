using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Recording;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Sandbox.Tests.HostFunctions;

public sealed class OutsideWorldTests
{
    [Test]
    public void Dump()
    {
        var services = new ServiceCollection();
        WholeHost.Compose(services.AddNFlowCore());
        using var provider = services.BuildServiceProvider();
        var surface = provider.GetRequiredService<HostSurface>();
        File.WriteAllLines("/tmp/surface.txt", surface.Functions.Select(f => (OutsideWorld.Reaches(f) ? "OUT " : "in  ") + f.Name + "  // " + f.Mode + " " + f.Summary).Concat(surface.Globals.Select(g => (OutsideWorld.Holds(g) ? "OUTG " : "ing  ") + g.Name)));
    }
}
