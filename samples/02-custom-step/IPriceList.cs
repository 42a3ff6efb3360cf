namespace NFlow.Samples.CustomStep;

/// <summary>What things cost. Scoped: one per request, as a database context would be.</summary>
internal interface IPriceList
{
    ValueTask<decimal?> FindAsync(string item, CancellationToken cancellationToken);
}
