using System.Net;
using System.Net.Sockets;

namespace NFlow.Runtime.Compatibility.Tests.Surface.Peers;

/// <summary>A TCP server that accepts and never says a word, so that a mail client waits for its greeting.</summary>
internal sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    public SilentServer(Hold hold)
    {
        _listener.Start();
        _accepting = AcceptAsync(hold);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync(Hold hold)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                hold.Reach();
                await WaitForCloseAsync(client.GetStream());
                hold.Release();
            }
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task WaitForCloseAsync(NetworkStream stream)
    {
        var buffer = new byte[256];
        try
        {
            while (await stream.ReadAsync(buffer) > 0)
            {
                // A client speaks first only when it gives up.
            }
        }
        catch (IOException)
        {
            // Closed hard.
        }
    }
}
