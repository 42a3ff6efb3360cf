using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NFlow.Runtime.Compatibility.Tests.Surface.Peers;

/// <summary>Stands before the real Redis and keeps back what the client says about the key <c>hang</c>, until told to let it through.</summary>
internal sealed class HeldRedis : IAsyncDisposable
{
    private static readonly byte[] Held = Encoding.ASCII.GetBytes("\r\nhang\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly EndPoint _redis;
    private readonly Hold _hold;
    private readonly Task _accepting;
    private CancellationTokenSource _connections = new();
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldRedis(string redis, Hold hold)
    {
        (_redis, _hold) = (IPEndPoint.Parse(redis), hold);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Lets through what was kept back: the connection is as good as before.</summary>
    public void Open()
    {
        Interlocked.Exchange(ref _open, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Breaks every connection, as a Redis does that is killed and started again.</summary>
    public void Cut() => Interlocked.Exchange(ref _connections, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        _connections.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception ex) when (ex is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var cut = _connections.Token;
        using var redis = new TcpClient();
        using (client)
            try
            {
                await redis.ConnectAsync((IPEndPoint)_redis, cut);
                var (near, far) = (client.GetStream(), redis.GetStream());
                await Task.WhenAny(PumpAsync(near, far, keepsBack: true, cut), PumpAsync(far, near, keepsBack: false, cut));
            }
            catch (Exception ex) when (ex is OperationCanceledException or SocketException or IOException)
            {
                // Either side has closed.
            }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool keepsBack, CancellationToken cut)
    {
        var buffer = new byte[4096];
        int read;
        while ((read = await from.ReadAsync(buffer, cut)) > 0)
        {
            if (keepsBack && buffer.AsSpan(0, read).IndexOf(Held) >= 0)
            {
                var open = _open.Task;
                _hold.Reach();
                // Nothing tells a server that its client has stopped waiting.
                _hold.Release();
                await open.WaitAsync(cut);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cut);
        }
    }
}
