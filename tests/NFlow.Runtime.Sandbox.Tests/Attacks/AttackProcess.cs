using System.Diagnostics;
using System.Text.Json;

namespace NFlow.Runtime.Sandbox.Tests.Attacks;

/// <summary>A child process with a memory cap, watched from outside; replaced when an attack ends or hangs it.</summary>
internal sealed class AttackProcess : IDisposable
{
    /// <summary>Processor time after which a process that has not answered hangs. A machine that is busy with something else gives it none.</summary>
    private static readonly TimeSpan MostCpu = TimeSpan.FromMinutes(2);

    /// <summary>How long a process may do nothing at all; it waits for something that does not come.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private Process? _process;

    public async Task<AttackResult> RunAsync(Attack attack)
    {
        _process ??= Start();
        var process = _process;
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new AttackRequest(attack.ToString(), attack.World, attack.Script)));
        await process.StandardInput.FlushAsync();
        var answer = process.StandardOutput.ReadLineAsync();
        if (!await AnswersAsync(process, answer))
            return Lost(attack, "hang", "");
        var line = await answer;
        return line is null
            ? Lost(attack, "crash", await process.StandardError.ReadToEndAsync(CancellationToken.None))
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

    private static async Task<bool> AnswersAsync(Process process, Task answer)
    {
        var (started, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        while (true)
        {
            try
            {
                await answer.WaitAsync(LookEvery);
                return true;
            }
            catch (TimeoutException)
            {
                process.Refresh();
                if (process.HasExited)
                    continue;
                if (process.TotalProcessorTime - cpu > MostCpu || Stopwatch.GetElapsedTime(started) > MostTime)
                    return false;
            }
        }
    }

    private AttackResult Lost(Attack attack, string ending, string message)
    {
        Dispose();
        return AttackResult.Lost(attack.ToString(), ending, message.Length > 300 ? message[..300] : message);
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
