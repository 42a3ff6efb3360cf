using NFlow.Runtime.Steps;

namespace NFlow.Samples.CustomStep;

/// <summary>A box of type <c>price</c>: goes on at <c>output_1</c> with the price, at <c>output_2</c> when the item is not sold.</summary>
internal sealed class PriceStep(IPriceList prices) : IStep
{
    public async ValueTask<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var item = context.PathVariables["item"];
        var currency = context.Node.ReadText("currency");
        return await prices.FindAsync(item, cancellationToken) is { } price
            ? StepResult.Next("output_1", new { item, price, currency })
            : StepResult.Next("output_2", new { item });
    }
}
