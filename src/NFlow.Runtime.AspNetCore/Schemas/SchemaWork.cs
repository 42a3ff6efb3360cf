namespace NFlow.Runtime.AspNetCore.Schemas;

/// <summary>What one check may cost: alternatives within alternatives can multiply without end. Not thread-safe.</summary>
internal sealed class SchemaWork
{
    public const int Budget = 1_000_000;

    private int _left = Budget;

    /// <summary>Pays for some work.</summary>
    /// <returns>False when nothing is left.</returns>
    public bool Charge(int cost)
    {
        _left = Math.Max(0, _left - cost);
        return _left > 0;
    }
}
