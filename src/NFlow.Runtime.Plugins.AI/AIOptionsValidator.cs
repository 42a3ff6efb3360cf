using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>Checks addresses and limits. Its messages name settings, never keys.</summary>
internal sealed class AIOptionsValidator : IValidateOptions<AIOptions>
{
    public ValidateOptionsResult Validate(string? name, AIOptions options)
    {
        var problems = new List<string>();
        Address(options.OpenAIBaseUrl, nameof(options.OpenAIBaseUrl));
        Address(options.GeminiBaseUrl, nameof(options.GeminiBaseUrl));
        Address(options.OllamaBaseUrl, nameof(options.OllamaBaseUrl));
        foreach (var url in options.AllowedOllamaBaseUrls)
            Address(url, nameof(options.AllowedOllamaBaseUrls));
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromDays(1))
            problems.Add($"AI.{nameof(options.Timeout)} must be more than zero and at most a day, not {options.Timeout}.");
        Positive(options.MaxPromptLength, nameof(options.MaxPromptLength));
        Positive(options.MaxAnswerLength, nameof(options.MaxAnswerLength));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Address(string url, string setting)
        {
            if (!BaseUrl.TryParse(url, out _))
                problems.Add($"AI.{setting} must be an http or https address without user name, query or fragment.");
        }

        void Positive(int value, string setting)
        {
            if (value <= 0)
                problems.Add($"AI.{setting} must be more than zero, not {value}.");
        }
    }
}
