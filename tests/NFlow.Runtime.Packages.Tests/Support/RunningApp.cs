using System.Diagnostics;
using System.Text;

namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>A web application in a process of its own, on a free port of the loopback interface.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";

    private readonly Process _process;

    private RunningApp(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <summary>Starts a program and waits until it says where it listens.</summary>
    public static async Task<RunningApp> StartAsync(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            var at = line.IndexOf(Announcement, StringComparison.Ordinal);
            if (at < 0)
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            return new RunningApp(process, new Uri(line[(at + Announcement.Length)..].Trim()));
        }

        var errors = await process.StandardError.ReadToEndAsync();
        process.Dispose();
        throw new AssertionException($"{start.FileName} {start.Arguments} ended before it listened:\n{said}{errors}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
