using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Plugins;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Steps;

namespace NFlow.Samples.Plugin;

/// <summary>Exchange rates: two functions for scripts, a box, and an event source. One instance serves all runs.</summary>
internal sealed class RatesPlugin(IOptions<RatesOptions> options, TimeProvider time) : INFlowPlugin
{
    private readonly RatesOptions _options = options.Value;

    public string Name => "rates";

    public void Configure(PluginBuilder plugin) => plugin
        .Function("rates.currencies", () => _options.PerEuro.Keys, "Names of the currencies.")
        .Function("rates.convert", ConvertAsync, "An amount of money in another currency.")
        .Step(ConvertStepAsync)
        .Events(WatchAsync);

    /// <summary><c>await rates.convert({ amount: 10, currency: "EUR" }, "USD")</c>; a wrong argument never gets here.</summary>
    private async Task<Money> ConvertAsync(Money money, string to, CancellationToken cancellationToken)
    {
        await Task.Yield(); // A real plugin asks a service here, and hands it the token.
        cancellationToken.ThrowIfCancellationRequested();
        return new Money(Math.Round(money.Amount / Rate(money.Currency) * Rate(to), 2), to.ToUpperInvariant());
    }

    /// <summary>The box: converts <c>payload.money</c> into the currency that its author typed.</summary>
    private async ValueTask<StepResult> ConvertStepAsync(StepContext step, CancellationToken cancellationToken)
    {
        var money = step.ReadPayload<Purse>() is { Money: { } given } ? given : throw new HostCallException("rates: the payload has no money.");
        return StepResult.Next("output_1", new Purse(await ConvertAsync(money, step.Node.ReadText("currency"), cancellationToken)));
    }

    /// <summary>The event source: a message per interval, for as long as the host runs.</summary>
    private async IAsyncEnumerable<JsonElement> WatchAsync(PluginEventContext start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            yield return JsonSerializer.SerializeToElement(new { startedBy = start.RunId, rates = _options.PerEuro });
    }

    private decimal Rate(string currency) =>
        _options.PerEuro.TryGetValue(currency, out var rate) ? rate : throw new HostCallException($"rates: there is no currency '{currency}'.");

    private sealed record Purse(Money? Money);
}
