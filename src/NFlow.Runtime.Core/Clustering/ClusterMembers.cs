using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Clustering;

/// <summary>Remembers which instances were heard of lately.</summary>
internal sealed class ClusterMembers(ClusterLink link, IOptions<ClusterOptions> options, TimeProvider time) : ICluster
{
    private const int SilentPeriods = 3;

    private readonly ConcurrentDictionary<string, Sighting> _seen = new(StringComparer.Ordinal);
    private readonly TimeSpan _patience = options.Value.HeartbeatPeriod * SilentPeriods;

    public string InstanceId => link.InstanceId;

    public IReadOnlyList<ClusterMember> Others =>
        [.. _seen.Where(pair => IsAlive(pair.Value)).Select(pair => new ClusterMember(pair.Key, pair.Value.At)).OrderBy(member => member.InstanceId, StringComparer.Ordinal)];

    /// <summary>Notes a sign of life; true when the instance was not known.</summary>
    public bool Note(string instanceId)
    {
        var sighting = new Sighting(time.GetTimestamp(), time.GetUtcNow());
        if (_seen.TryAdd(instanceId, sighting))
            return true;
        _seen[instanceId] = sighting;
        return false;
    }

    public void Forget(string instanceId) => _seen.TryRemove(instanceId, out _);

    /// <summary>Removes those silent for too long and returns their ids.</summary>
    public List<string> ForgetSilent() =>
        [.. _seen.Where(pair => !IsAlive(pair.Value) && _seen.TryRemove(pair)).Select(pair => pair.Key)];

    private bool IsAlive(Sighting sighting) => time.GetElapsedTime(sighting.Timestamp) <= _patience;

    private readonly record struct Sighting(long Timestamp, DateTimeOffset At);
}
