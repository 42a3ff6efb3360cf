using System.Globalization;
using System.Net;

namespace NFlow.Runtime.Cluster.Tests.Support;

/// <summary>One browser that counts in its session, at a different server each time, until it is told to stop.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Browser _browser = new();
    private readonly List<string> _wrong = [];

    /// <summary>Requests that were answered with the count.</summary>
    public int Accepted { get; private set; }

    /// <summary>Requests that a killed server did not answer, or refused while a store was away; they may or may not have counted.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Whether a store may be away: answers of 503 are no mistake then. What they asked for may or may not have been done.</summary>
    public bool MayBeRefused { get; set; }

    /// <summary>The last count seen.</summary>
    public int Count { get; private set; }

    /// <summary>Whatever should not have happened.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>Counts on and on. A server that is being killed may leave requests unanswered, any other may not.</summary>
    public async Task RunAsync(Installation installation, ServerProcess? doomed, int start, CancellationToken stop)
    {
        for (var turn = start; !stop.IsCancellationRequested; turn++)
        {
            var servers = installation.Running.ToList();
            await CountAsync(servers[turn % servers.Count], doomed);
        }
    }

    /// <summary>Counts once.</summary>
    public async Task CountAsync(ServerProcess server, ServerProcess? doomed = null)
    {
        try
        {
            var (status, text) = await _browser.GetAsync(server, "/count", CancellationToken.None);
            Accept(status, text);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            if (server == doomed)
                Unanswered++;
            else
                _wrong.Add($"{server.Address}: {exception.Message}");
        }
    }

    public void Dispose() => _browser.Dispose();

    private void Accept(HttpStatusCode status, string text)
    {
        if (status == HttpStatusCode.ServiceUnavailable && MayBeRefused)
        {
            Unanswered++;
            return;
        }

        if (status != HttpStatusCode.OK || !int.TryParse(text, CultureInfo.InvariantCulture, out var count))
        {
            _wrong.Add($"{(int)status} {text}");
            return;
        }

        Accepted++;
        // The count never falls behind what was acknowledged, nor runs ahead of what was asked for.
        if (count < Accepted || count > Accepted + Unanswered || count <= Count)
            _wrong.Add($"count {count} after {Count}, {Accepted} accepted and {Unanswered} unanswered");
        Count = count;
    }
}
