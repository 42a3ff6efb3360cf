using System.Diagnostics;
using System.Net;
using System.Text;

namespace NFlow.Runtime.Samples.Tests;

/// <summary>A sample as its README starts it: a process in a copy of the sample's folder, on a free port of loopback.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleProcess(string sample, IReadOnlyDictionary<string, string>? settings)
    {
        var source = Repository.PathOf("samples", sample);
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
            if (!file.EndsWith(".cs", StringComparison.Ordinal))
                _folder.Write(Path.GetRelativePath(source, file), File.ReadAllText(file));

        var assembly = Path.GetFileNameWithoutExtension(Directory.GetFiles(source, "*.csproj").Single());
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "..", "..", assembly, Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), assembly + ".dll"));
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add("http://127.0.0.1:0");
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>What it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts a sample and waits until it listens.</summary>
    public static async Task<SampleProcess> StartAsync(string sample, IReadOnlyDictionary<string, string>? settings = null)
    {
        var process = new SampleProcess(sample, settings);
        try
        {
            var exited = process._process.WaitForExitAsync();
            if (await Task.WhenAny(process._serving.Task, exited).WaitAsync(Patience) == exited)
                Assert.Fail($"{sample} ended: {process.Output}");
            process.Address = await process._serving.Task;
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client as a browser is one: it keeps cookies, and does not follow redirects so that tests see them.</summary>
    public HttpClient NewClient(CookieContainer? cookies = null) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
            _serving.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }
}
