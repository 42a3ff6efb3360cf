using System.Diagnostics;
using System.Text.Json;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>A child process with a memory cap, watched from outside; replaced when an attack ends or hangs it.</summary>
internal sealed class AttackProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Process? _process;

    public async Task<AttackResult> RunAsync(Attack attack)
    {
        _process ??= Start();
        var process = _process;
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new AttackRequest(attack.ToString(), attack.Script)));
        await process.StandardInput.FlushAsync();
        var started = Stopwatch.GetTimestamp();
        using var watchdog = new CancellationTokenSource(Patience);
        string? line;
        try
        {
            line = await process.StandardOutput.ReadLineAsync(watchdog.Token);
        }
        catch (OperationCanceledException)
        {
            return Lost(attack, "hang", "", started);
        }

        return line is null
            ? Lost(attack, "crash", await process.StandardError.ReadToEndAsync(CancellationToken.None), started)
            : JsonSerializer.Deserialize<AttackResult>(line)!;
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _process = null;
    }

    private AttackResult Lost(Attack attack, string ending, string message, long started)
    {
        var result = new AttackResult(attack.ToString(), ending, message.Length > 300 ? message[..300] : message, Stopwatch.GetElapsedTime(started).TotalMilliseconds, 0, [], "", 0);
        Dispose();
        return result;
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(AttackProcess).Assembly.Location, AttackSuite.ChildArgument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x30000000";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }
}
