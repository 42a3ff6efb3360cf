using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Mustache;

/// <summary>What one rendering may still look up and repeat: Stubble itself knows no limits.</summary>
internal sealed class MustacheBudget(int templateLength, CancellationToken cancellationToken)
{
    private const long MaxWork = 64L << 20;
    private const int MinIterations = 1_000;
    private const int MaxIterations = 100_000;

    private long _iterations = Math.Clamp(MaxWork / Math.Max(1, templateLength), MinIterations, MaxIterations);
    private long _characters = MaxWork / 4;

    public void ChargeIteration()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (--_iterations < 0)
            throw new HostCallException("mustache: the template repeats its sections too often.");
    }

    public void ChargeText(int length)
    {
        _characters -= length + 1;
        if (_characters < 0)
            throw new HostCallException("mustache: the rendered text becomes too long.");
    }
}
