using Microsoft.Extensions.AI;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>What a service answered, as scripts see it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Model">The model that answered, if known.</param>
/// <param name="FinishReason">Why it ended: <c>stop</c>, <c>length</c>, …</param>
/// <param name="Tokens">What was counted, if anything.</param>
internal sealed record ChatAnswer(string Text, string? Model, string? FinishReason, UsageDetails? Tokens)
{
    /// <summary>The answer without its text, for the end of a stream.</summary>
    public object Summary => new { Model, FinishReason, Usage };

    /// <summary>Everything, for a script.</summary>
    public object Full => new { Text, Model, FinishReason, Usage };

    private object? Usage => Tokens is null ? null : new { InputTokens = Tokens.InputTokenCount, OutputTokens = Tokens.OutputTokenCount, TotalTokens = Tokens.TotalTokenCount };
}
