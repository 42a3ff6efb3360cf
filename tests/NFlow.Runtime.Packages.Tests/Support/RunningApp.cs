using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace NFlow.Runtime.Packages.Tests.Support;

/// <summary>A web application in a process of its own, on a free port of the loopback interface.</summary>
internal sealed partial class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

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
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                said.AppendLine(line);
                if (Address().Match(line) is not { Success: true } address)
                    continue;
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new RunningApp(process, new Uri(address.Value));
            }

            said.Append(await process.StandardError.ReadToEndAsync(timeout.Token));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        throw new AssertionException($"{start.FileName} {start.Arguments} does not say where it listens:\n{said}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
