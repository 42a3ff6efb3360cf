using System.Net;

namespace NFlow.Runtime.Cluster.Tests.Faults;

/// <summary>A server of the test that answers nobody until it is opened: runs that call it stand still.</summary>
internal sealed class Gate : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly SemaphoreSlim _reached = new(0);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Gate()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Waits until so many calls stand before it.</summary>
    public async Task ReachedAsync(int times, CancellationToken cancellationToken)
    {
        for (var i = 0; i < times; i++)
            await _reached.WaitAsync(cancellationToken);
    }

    public void Open() => _open.SetResult();

    public void Dispose()
    {
        _open.TrySetResult();
        _listener.Close();
        _reached.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        _reached.Release();
        await _open.Task;
        call.Response.StatusCode = 204;
        call.Response.Close();
    }
}
