using System.Collections.Concurrent;

namespace NFlow.Runtime.AspNetCore.Sessions;

/// <summary>Cookies that were proved lately, so that a busy client does not pay for decryption each time. Bounded; thread-safe.</summary>
/// <remarks>
/// Two generations: found in the old one, a ticket moves to the young one; when the young one is full, it becomes the old one.
/// That keeps what is used and forgets what is not, without a lock on the read path. Only genuine cookies get in, so forged ones cannot push them out.
/// </remarks>
internal sealed class SessionTickets(int capacity)
{
    private readonly int _generationSize = Math.Max(1, capacity / 2);
    private ConcurrentDictionary<string, SessionTicket> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, SessionTicket> _old = new(StringComparer.Ordinal);
    private int _youngCount;

    public SessionTickets()
        : this(20_000)
    {
    }

    public SessionTicket? Find(string cookie)
    {
        if (_young.TryGetValue(cookie, out var ticket))
            return ticket;
        if (!_old.TryGetValue(cookie, out ticket))
            return null;
        Add(cookie, ticket);
        return ticket;
    }

    public void Add(string cookie, SessionTicket ticket)
    {
        if (!_young.TryAdd(cookie, ticket) || Interlocked.Increment(ref _youngCount) < _generationSize)
            return;
        Volatile.Write(ref _youngCount, 0);
        _old = Interlocked.Exchange(ref _young, new(StringComparer.Ordinal));
    }
}
