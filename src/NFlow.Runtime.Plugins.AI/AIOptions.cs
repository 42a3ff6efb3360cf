using System.ComponentModel.DataAnnotations;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>Settings of the AI plugin; configuration table <c>[ai]</c>.</summary>
public sealed class AIOptions
{
    /// <summary>Where <c>openai</c> is asked; anything that speaks the chat-completions format.</summary>
    /// <value><c>https://api.openai.com/v1</c>.</value>
    [Required]
    public string OpenAIBaseUrl { get; set; } = "https://api.openai.com/v1";

    /// <summary>Key for <c>openai</c> when the script gives none. Never appears in errors or logs.</summary>
    /// <value>Empty.</value>
    public string OpenAIKey { get; set; } = "";

    /// <summary>Where <c>gemini</c> is asked.</summary>
    /// <value><c>https://generativelanguage.googleapis.com/v1beta</c>.</value>
    [Required]
    public string GeminiBaseUrl { get; set; } = "https://generativelanguage.googleapis.com/v1beta";

    /// <summary>Key for <c>gemini</c> when the script gives none. Never appears in errors or logs.</summary>
    /// <value>Empty.</value>
    public string GeminiKey { get; set; } = "";

    /// <summary>Where <c>ollama</c> is asked when the script names no address.</summary>
    /// <value><c>http://localhost:11434</c>.</value>
    [Required]
    public string OllamaBaseUrl { get; set; } = "http://localhost:11434";

    /// <summary>Further addresses that scripts may name as the base URL of <c>ollama</c>. The configured one is always allowed; any other is refused.</summary>
    /// <value>Empty.</value>
    public IList<string> AllowedOllamaBaseUrls { get; } = [];

    /// <summary>Provider of <c>ai.chat</c> and <c>ai.stream</c> when the script names none and the host has registered no plain <c>IChatClient</c>.</summary>
    /// <value>Empty: the script must name one.</value>
    public string DefaultProvider { get; set; } = "";

    /// <summary>Model when the script names none.</summary>
    /// <value>Empty: the client's own default; <c>openai</c>, <c>gemini</c> and <c>ollama</c> have none.</value>
    public string DefaultModel { get; set; } = "";

    /// <summary>Whether a plain <c>IChatClient</c> of the host answers for <c>openai</c>, <c>gemini</c> and <c>ollama</c> too. One registered under the provider's name always does.</summary>
    /// <value>True.</value>
    public bool UseHostClient { get; set; } = true;

    /// <summary>Time for a whole answer; for a streamed one, for each next piece of it.</summary>
    /// <value>120 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Characters of all messages of a request together, after rendering.</summary>
    /// <value>1,000,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxPromptLength { get; set; } = 1_000_000;

    /// <summary>Characters of an answer.</summary>
    /// <value>1,000,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxAnswerLength { get; set; } = 1_000_000;
}
