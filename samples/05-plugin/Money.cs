namespace NFlow.Samples.Plugin;

/// <summary>An amount of a currency; scripts pass and get <c>{ amount, currency }</c>.</summary>
internal sealed record Money(decimal Amount, string Currency);
