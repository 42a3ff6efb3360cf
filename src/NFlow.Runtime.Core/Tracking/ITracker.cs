namespace NFlow.Runtime.Tracking;

/// <summary>The tracker as operators see it. Registered only when it is enabled. Thread-safe.</summary>
public interface ITracker
{
    /// <summary>What it has done so far.</summary>
    TrackerStatistics Statistics { get; }
}
