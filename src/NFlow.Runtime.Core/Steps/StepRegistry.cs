using System.Collections.Frozen;

namespace NFlow.Runtime.Steps;

/// <summary>Node type → step. Immutable after start; thread-safe.</summary>
internal sealed class StepRegistry
{
    private readonly FrozenDictionary<string, StepRegistration> _steps;

    public StepRegistry(IEnumerable<StepRegistration> registrations)
    {
        var steps = new Dictionary<string, StepRegistration>(StringComparer.Ordinal);
        foreach (var registration in registrations)
            steps[registration.Type] = registration;
        _steps = steps.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The types that have a step, sorted.</summary>
    public IReadOnlyList<string> Types => [.. _steps.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The step for a node type, from the run's services; null when none is registered.</summary>
    public IStep? Find(string type, IServiceProvider services) =>
        _steps.TryGetValue(type, out var registration) ? registration.Resolve(services) : null;
}
