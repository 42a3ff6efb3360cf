using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NFlow.Runtime.Sandbox.Tests.Workers;

/// <summary>Where the kernel can, a worker is kept from everything that running .NET does not need, even if its code is no longer ours.</summary>
public sealed class ConfinementTests
{
    [Test]
    public async Task ConfinedProcess_CanReachNoFileConnectionOrProcess()
    {
        var secret = Path.Combine(AppContext.BaseDirectory, "config.toml.secret");
        await File.WriteAllTextAsync(secret, "password");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ConfinementProbe).Assembly.Location, ConfinementProbe.Argument, secret, port, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        var told = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();

        if (told[0] == "not supported")
            Assert.Ignore("This kernel has no Landlock.");
        Assert.That(told, Is.EqualTo(new[] { "confined", "alive" }));
    }
}
