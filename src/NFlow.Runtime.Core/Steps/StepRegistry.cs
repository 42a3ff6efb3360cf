using System.Collections.Frozen;

namespace NFlow.Runtime.Steps;

/// <summary>Node type → step. Thread-safe.</summary>
internal sealed class StepRegistry
{
    private readonly FrozenDictionary<string, Entry> _steps;

    public StepRegistry(IEnumerable<StepRegistration> registrations)
    {
        var steps = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var registration in registrations)
            steps[registration.Type] = new Entry(registration);
        _steps = steps.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The types that have a step, sorted.</summary>
    public IReadOnlyList<string> Types => [.. _steps.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The step for a node type, from the run's services; null when none is registered.</summary>
    public IStep? Find(string type, IServiceProvider services) =>
        _steps.TryGetValue(type, out var entry) ? entry.Resolve(services) : null;

    /// <summary>A registration and, where all runs share one step, that step.</summary>
    private sealed class Entry(StepRegistration registration)
    {
        private readonly bool _isShared = registration.IsShared();
        private IStep? _shared;

        public IStep Resolve(IServiceProvider services)
        {
            if (_shared is { } shared)
                return shared;
            var step = registration.Resolve(services);
            if (_isShared)
                _shared = step;
            return step;
        }
    }
}
