using Jint;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The engines that one flow keeps while no run uses them: never more than can run at once. Thread-safe.</summary>
/// <remarks>They belong to a flow, not to the host: no engine ever sees the scripts of two flows, nor those of two versions of an app.</remarks>
internal sealed class FlowEngines(EngineQuota quota)
{
    private readonly KeptEngine?[] _idle = new KeptEngine?[Environment.ProcessorCount];

    /// <summary>An engine for a run; null when the app keeps too many.</summary>
    public KeptEngine? Take(Options options)
    {
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.Exchange(ref _idle[i], null) is not { } kept)
                continue;
            if (ReferenceEquals(kept.Options, options))
                return kept;
            kept.Dispose();
        }

        return quota.TryTake() ? new KeptEngine(new Engine(options), options, quota, this) : null;
    }

    /// <summary>Takes back an engine that has been restored.</summary>
    public void Return(KeptEngine kept)
    {
        for (var i = 0; i < _idle.Length; i++)
            if (Interlocked.CompareExchange(ref _idle[i], kept, null) is null)
                return;
        kept.Dispose();
    }
}
