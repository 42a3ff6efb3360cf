using System.Diagnostics;
using System.Net.Sockets;

namespace NFlow.Runtime.TestSupport;

/// <summary>A Redis of the test's own, which it may stop and start as it likes. It keeps what it acknowledged.</summary>
public sealed class RedisProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private Process? _process;

    public string Address => $"127.0.0.1:{_port}";

    /// <summary>Starts one; skips the test where Redis is not installed.</summary>
    public static async Task<RedisProcess> StartAsync()
    {
        if (!File.Exists("/usr/bin/redis-server"))
            Assert.Ignore("needs redis-server: source .ci/services.sh, which installs it");
        var redis = new RedisProcess();
        await redis.StartAgainAsync();
        return redis;
    }

    public async Task StartAgainAsync()
    {
        _process = Process.Start("/usr/bin/redis-server", ["--bind", "127.0.0.1", "--port", $"{_port}", "--dir", _folder.Path, "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--loglevel", "warning", "--logfile", _folder.PathOf("log")]);
        await Poll.UntilAsync(AnswersAsync);
    }

    /// <summary>Ends it as a crash does.</summary>
    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await StopAsync();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[5];
            await stream.ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG"u8);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
