using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NFlow.Runtime.TestSupport;

/// <summary>
/// Names whose addresses change from one question to the next, and addresses that all lead to one server on loopback. What is asked and what is
/// reached is remembered. Nothing leaves this machine.
/// </summary>
public sealed class FakeInternet
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<IPAddress[]>> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _reached = new();
    private readonly ConcurrentQueue<string> _resolved = new();

    /// <summary>Port on loopback to which every address leads.</summary>
    public int Port { get; set; }

    /// <summary>Addresses that refuse connections.</summary>
    public HashSet<string> Down { get; } = [];

    /// <summary>Every address that somebody tried to connect to, in order.</summary>
    public IReadOnlyCollection<string> Reached => _reached;

    /// <summary>Every name that was asked for, in order.</summary>
    public IReadOnlyCollection<string> Resolved => _resolved;

    /// <summary>Gives a name its addresses: for each question those of the next argument, separated by spaces; the last one stays.</summary>
    public FakeInternet Name(string host, params string[] answers)
    {
        _names[host] = new(answers.Select(answer => Array.ConvertAll(answer.Split(' '), IPAddress.Parse)));
        return this;
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        _resolved.Enqueue(host);
        if (IPAddress.TryParse(host, out var literal))
            return Task.FromResult<IPAddress[]>([literal]);
        if (!_names.TryGetValue(host, out var answers))
            return Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
        return Task.FromResult(answers.Count > 1 && answers.TryDequeue(out var next) || answers.TryPeek(out next) ? next : []);
    }

    public async Task<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        foreach (var address in addresses.Select(address => address.ToString()))
        {
            _reached.Enqueue(address);
            if (Down.Contains(address))
                continue;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return socket;
        }

        throw new SocketException((int)SocketError.ConnectionRefused);
    }
}
