using System.Diagnostics;
using System.Text;

namespace NFlow.Runtime.Server.Tests.Support;

/// <summary>The server as an operator runs it: a process with a working directory, output and an exit code.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServerProcess(TestFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "nflow-runtime.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Remove("Logging__LogLevel__Default");
        start.Environment.Remove("Logging__LogLevel__NFlow");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString().Trim();
        }
    }

    /// <summary>Waits until the server says where it listens.</summary>
    public async Task<Uri> ServingAsync()
    {
        var exited = _process.WaitForExitAsync();
        if (await Task.WhenAny(_serving.Task, exited).WaitAsync(TimeSpan.FromMinutes(2)) == exited)
            Assert.Fail($"The server ended with {_process.ExitCode}: {Errors}{Output}");
        return await _serving.Task;
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return _process.ExitCode;
    }

    /// <summary>What <c>systemctl stop</c> and <c>docker stop</c> do.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        var at = line.IndexOf(" on http://", StringComparison.Ordinal);
        if (line.Contains("[4001]", StringComparison.Ordinal) && at > 0)
            _serving.TrySetResult(new Uri(line[(at + 4)..].TrimEnd('.')));
    }
}
