using NFlow.Runtime.Plugins.AI;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Table <c>[ai]</c>.</summary>
internal sealed record AiSettings(string OpenAiBaseUrl, string GeminiBaseUrl, string OllamaBaseUrl, TimeSpan Timeout)
{
    public static AiSettings Read(ConfigurationTable table) => new(
        table.Url("openai_base_url", "https://api.openai.com/v1"),
        table.Url("gemini_base_url", "https://generativelanguage.googleapis.com/v1beta"),
        table.Url("ollama_base_url", "http://localhost:11434"),
        TimeSpan.FromSeconds(table.Integer("timeout_seconds", 120, 1, 86_400)));

    public void ApplyTo(AIOptions options) =>
        (options.OpenAIBaseUrl, options.GeminiBaseUrl, options.OllamaBaseUrl, options.Timeout) = (OpenAiBaseUrl, GeminiBaseUrl, OllamaBaseUrl, Timeout);
}
