using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Plugins.AI.Wire;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>Finds who answers: the host's chat client of that name, the host's plain one, or the plugin's own. Thread-safe.</summary>
internal sealed class ChatProviders(IHttpClientFactory http, IOptions<AIOptions> options)
{
    public const string HttpClientName = "NFlow.Runtime.Plugins.AI";
    public const string OpenAI = "openai";
    public const string Gemini = "gemini";
    public const string Ollama = "ollama";

    /// <summary>Finds the client for a request.</summary>
    /// <param name="function">The host function, for errors.</param>
    /// <param name="request">Provider, key and address.</param>
    /// <param name="services">The run's services.</param>
    /// <exception cref="HostCallException">There is no such provider, or it may not be asked so.</exception>
    public IChatClient Find(string function, ChatRequest request, IServiceProvider services)
    {
        var provider = request.Provider;
        if (provider.Length > 0 && services is IKeyedServiceProvider keyed && keyed.GetKeyedService<IChatClient>(provider) is { } named)
            return named;
        if ((provider.Length == 0 || (IsBuiltIn(provider) && options.Value.UseHostClient)) && services.GetService<IChatClient>() is { } plain)
            return plain;
        if (provider.Length == 0 && options.Value.DefaultProvider.Length > 0)
            return Find(function, request with { Provider = options.Value.DefaultProvider }, services);

        return provider switch
        {
            OpenAI => new OpenAIChatClient(Client(), Url(options.Value.OpenAIBaseUrl), Key(function, request, options.Value.OpenAIKey), options.Value.MaxAnswerLength),
            Gemini => new GeminiChatClient(Client(), Url(options.Value.GeminiBaseUrl), Key(function, request, options.Value.GeminiKey), options.Value.MaxAnswerLength),
            Ollama => new OllamaChatClient(Client(), OllamaUrl(function, request.BaseUrl), options.Value.MaxAnswerLength),
            "" => throw new HostCallException($"{function}: the request must name a provider; the host has registered no chat client and no default."),
            _ => throw new HostCallException($"{function}: there is no provider of that name; openai, gemini, ollama and the host's own chat clients are."),
        };
    }

    private static bool IsBuiltIn(string provider) => provider is OpenAI or Gemini or Ollama;

    private HttpClient Client() => http.CreateClient(HttpClientName);

    private static string Key(string function, ChatRequest request, string configured)
    {
        var key = request.Key.Length > 0 ? request.Key : configured;
        return key.Length > 0 ? key : throw new HostCallException($"{function}: there is no key; the script passes one, or the host configures one.");
    }

    /// <summary>Only addresses the host named: a script must not reach into the host's network.</summary>
    private Uri OllamaUrl(string function, string asked)
    {
        var configured = Url(options.Value.OllamaBaseUrl);
        if (asked.Length == 0)
            return configured;
        if (!BaseUrl.TryParse(asked, out var url))
            throw new HostCallException($"{function}: the base URL must be an http or https address without user name, query or fragment.", isTypeError: true);
        return url == configured || options.Value.AllowedOllamaBaseUrls.Any(allowed => url == Url(allowed))
            ? url
            : throw new HostCallException($"{function}: this host does not allow that base URL; it names those it allows in AllowedOllamaBaseUrls.");
    }

    private static Uri Url(string text) =>
        BaseUrl.TryParse(text, out var url) ? url : throw new InvalidOperationException("A base URL of the AI plugin is not valid; its options were not validated.");
}
