using System.Diagnostics;
using System.Net.Http.Json;

namespace NFlow.Runtime.Scale.Server;

/// <summary>A child process that runs <see cref="ScaleServer"/>; killed when disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string address)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(address) };
    }

    public HttpClient Http { get; }

    public static async Task<ServerProcess> StartAsync(string store, bool withTracker = false)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", store, withTracker ? "tracker" : "plain"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The server ended with code {process.ExitCode} before it listened.");
        return new ServerProcess(process, address);
    }

    public async Task<MemorySample> SampleAsync() => (await Http.GetFromJsonAsync<MemorySample>("/_memory"))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
