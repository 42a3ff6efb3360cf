using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NFlow.Runtime.Compatibility.Tests.Support;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Compatibility.Tests.Surface;

/// <summary>Awaited calls hold no thread, however many wait at once.</summary>
[NonParallelizable]
public sealed class ParallelCallTests
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrived = new(0);
    private WebApplication _server = null!;
    private string _address = "";

    [SetUp]
    public async Task StartServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(async context =>
        {
            _arrived.Release();
            await _open.Task;
            await context.Response.WriteAsync("x");
        });
        await _server.StartAsync();
        _address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    [TearDown]
    public async Task StopServer()
    {
        await _server.DisposeAsync();
        _arrived.Dispose();
    }

    [Test, CancelAfter(60_000)]
    public async Task HttpGet_FiftyHeldAtOnce_UseNoThreadEach(CancellationToken cancellationToken)
    {
        const int Calls = 50;
        await using var one = Runner(1);
        await using var many = Runner(Calls);
        var first = one.RunAsync(cancellationToken);
        await ArriveAsync(1, cancellationToken);
        var baseline = Threads();

        var run = many.RunAsync(cancellationToken);
        await ArriveAsync(Calls, cancellationToken);

        // The last call reaches its peer a moment before the script that made it lets go of its place.
        await Poll.UntilAsync(() => many.Get<IScriptLoad>().Executing == 0);
        var threads = Threads() - baseline;
        _open.SetResult();

        Assert.That(threads, Is.LessThan(Calls / 2), "threads more than while one call waits");
        Assert.That(((await first).Text, (await run).Text), Is.EqualTo(("1", "50")));
    }

    private async Task ArriveAsync(int calls, CancellationToken cancellationToken)
    {
        for (var i = 0; i < calls; i++)
            await _arrived.WaitAsync(cancellationToken);
    }

    private ScriptRunner Runner(int calls) => ScriptRunner.ForExpression(
        $"Promise.all(Array.from({{ length: {calls} }}, () => http.get('{_address}'))).then(all => all.filter(r => r.body === 'x').length)",
        builder => builder.AddScriptHttp(options => options.AllowPrivateNetworks = true));

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
