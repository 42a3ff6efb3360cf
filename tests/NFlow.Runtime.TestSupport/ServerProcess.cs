using System.Diagnostics;
using System.Text;

namespace NFlow.Runtime.TestSupport;

/// <summary>The server as an operator runs it: a process with a working folder, output and an exit code.</summary>
/// <remarks>The test project builds <c>NFlow.Runtime.Server</c> by a project reference and need not load it.</remarks>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2.5);
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "NFlow.Runtime.Server", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "nflow-runtime.dll"));

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private readonly TaskCompletionSource<Uri> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri? _address;

    /// <summary>Starts it on a free port of loopback. Arguments may follow; settings are environment variables.</summary>
    public ServerProcess(string folder, IReadOnlyDictionary<string, string>? settings = null, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments.Contains("--urls") ? arguments : [.. arguments, "--urls", "http://127.0.0.1:0"])
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Logging__", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
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

    /// <summary>Where it listens; known once it is serving.</summary>
    public Uri Address => _address ?? throw new InvalidOperationException("The server is not serving yet.");

    public bool IsRunning => !_process.HasExited;

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

    /// <summary>Starts a server and waits until it serves.</summary>
    public static async Task<ServerProcess> StartAsync(string folder, IReadOnlyDictionary<string, string>? settings = null, params string[] arguments)
    {
        var server = new ServerProcess(folder, settings, arguments);
        try
        {
            await server.ServingAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the server says where it listens.</summary>
    public async Task<Uri> ServingAsync()
    {
        await AwaitUnlessItEndsAsync(_serving.Task, "an address");
        return _address = await _serving.Task;
    }

    /// <summary>Waits until a text stands in a line of its output, from the start or after a moment that <see cref="Mark"/> gave.</summary>
    public Task LoggedAsync(string text, int after = 0)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_output)
        {
            if (_output.ToString(after, _output.Length - after).Contains(text, StringComparison.Ordinal))
                return Task.CompletedTask;
            _awaited.Add((text, seen));
        }

        return AwaitUnlessItEndsAsync(seen.Task, $"'{text}'");
    }

    /// <summary>This moment in its output.</summary>
    public int Mark()
    {
        lock (_output)
            return _output.Length;
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>What <c>systemctl stop</c> and <c>docker stop</c> do.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends a signal by its name.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

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

    private async Task AwaitUnlessItEndsAsync(Task awaited, string what)
    {
        var exited = _process.WaitForExitAsync();
        try
        {
            if (await Task.WhenAny(awaited, exited).WaitAsync(Patience) == awaited)
                return;
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The server did not say {what}: {Errors}{Output}");
        }

        // Its last lines may have been read after the wait began.
        if (!awaited.IsCompleted)
            Assert.Fail($"The server ended with {_process.ExitCode} without {what}: {Errors}{Output}");
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _output.AppendLine(line);
            foreach (var (_, seen) in _awaited.Where(awaited => line.Contains(awaited.Text, StringComparison.Ordinal)))
                seen.TrySetResult();
        }

        var at = line.IndexOf(" on http", StringComparison.Ordinal);
        if (line.Contains("[4001]", StringComparison.Ordinal) && at > 0)
            _serving.TrySetResult(new Uri(line[(at + 4)..].TrimEnd('.')));
    }
}
