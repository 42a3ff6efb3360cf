using System.Collections.Concurrent;

namespace NFlow.Samples.Forks;

/// <summary>Where the background branch leaves its work.</summary>
internal sealed class Letters
{
    private readonly ConcurrentQueue<string> _delivered = new();

    public IEnumerable<string> Delivered => _delivered;

    public void Deliver(string letter) => _delivered.Enqueue(letter);
}
