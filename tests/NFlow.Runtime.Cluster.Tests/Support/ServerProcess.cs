using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NFlow.Runtime.Cluster.Tests.Support;

/// <summary>A server of its own process, on loopback.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(150);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public bool IsRunning => !_process.HasExited;

    public string Output => string.Join('\n', _output);

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string folder, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "NFlow.Runtime.Server", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "nflow-runtime.dll"));
        Assert.That(program, Does.Exist);
        var address = new Uri($"http://127.0.0.1:{FindFreePort()}");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", address.ToString()])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!, address);
        try
        {
            await server.AwaitAnswerAsync(cancellationToken);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not start: {exception.Message}\n{server.Output}", exception);
        }
    }

    /// <summary>Ends the process as <c>kill -9</c> does: nothing of it runs any more, no connection is closed in order.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
            await KillAsync();
        _process.Dispose();
    }

    private async Task AwaitAnswerAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartPatience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            if (!IsRunning)
                throw new InvalidOperationException("It ended.");
            try
            {
                using var response = await client.GetAsync(new Uri("/health", UriKind.Relative), deadline.Token);
                return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        while (await timer.WaitForNextTickAsync(deadline.Token));
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
