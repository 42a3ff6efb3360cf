namespace NFlow.Samples.CustomStep;

internal sealed class PriceList : IPriceList
{
    private static readonly Dictionary<string, decimal> Prices = new() { ["book"] = 12.50m, ["pen"] = 1.20m };

    public ValueTask<decimal?> FindAsync(string item, CancellationToken cancellationToken) =>
        new(Prices.TryGetValue(item, out var price) ? price : null);
}
