using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>The AI functions: those of existing apps, which stand still until the answer is there, and the awaitable ones.</summary>
internal sealed class AIHostApi(ChatProviders providers, PromptRenderer prompts, ChatExchange exchange, IOptions<AIOptions> options) : IHostApi
{
    private const string RequestType =
        "{ provider?: string, key?: string, model?: string, system?: string, prompt?: string, messages?: Array<{ role: 'system' | 'user' | 'assistant', content: string }>, "
        + "data?: any, temperature?: number, maxTokens?: number }";

    private const string AnswerType =
        "{ text: string, model: string | null, finishReason: string | null, usage: { inputTokens: number | null, outputTokens: number | null, totalTokens: number | null } | null }";

    public void Configure(HostSurfaceBuilder surface)
    {
        var data = new HostParameter("data", "any", Optional: true);
        surface.BlockingFunction("openai", AskOpenAIAsync, "Asks a service that speaks OpenAI's format and returns its text. The prompts are Mustache templates over data.", "string",
            new("key", "string"), new("system", "string"), new("prompt", "string"), new("model", "string"), data);
        surface.BlockingFunction("gemini", AskGeminiAsync, "Asks Gemini and returns its text. The prompt is a Mustache template over data.", "string",
            new("key", "string"), new("prompt", "string"), new("model", "string"), data);
        surface.BlockingFunction("ollama", AskOllamaAsync, "Asks an Ollama and returns its text. The prompts are Mustache templates over data.", "string",
            new("base_url", "string"), new("system", "string"), new("prompt", "string"), new("model", "string"), data);

        var request = new HostParameter("request", RequestType);
        surface.AsyncFunction("ai.chat", ChatAsync, "Asks a language model. With data, system and prompt are Mustache templates over it.", AnswerType, request);
        surface.AsyncFunction("ai.stream", StreamAsync, "Asks a language model and streams its answer to the client as server-sent events, while it is being written.", AnswerType, request);
    }

    private ValueTask<HostValue> AskOpenAIAsync(HostCall call, CancellationToken cancellationToken) =>
        AskForTextAsync(call, Legacy(call, ChatProviders.OpenAI, prompt: 2, model: 3, data: 4) with { Key = ChatArguments.OptionalText(call, 0), System = ChatArguments.OptionalText(call, 1) }, cancellationToken);

    private ValueTask<HostValue> AskGeminiAsync(HostCall call, CancellationToken cancellationToken) =>
        AskForTextAsync(call, Legacy(call, ChatProviders.Gemini, prompt: 1, model: 2, data: 3) with { Key = ChatArguments.OptionalText(call, 0) }, cancellationToken);

    private ValueTask<HostValue> AskOllamaAsync(HostCall call, CancellationToken cancellationToken) =>
        AskForTextAsync(call, Legacy(call, ChatProviders.Ollama, prompt: 2, model: 3, data: 4) with { BaseUrl = ChatArguments.OptionalText(call, 0), System = ChatArguments.OptionalText(call, 1) }, cancellationToken);

    private static ChatRequest Legacy(HostCall call, string provider, int prompt, int model, int data) => new()
    {
        Provider = provider,
        Prompt = call.RequireText(prompt),
        Model = ChatArguments.OptionalText(call, model),
        Data = call.GetJson(data),
        RendersPrompts = true,
        IsLegacy = true,
    };

    private async ValueTask<HostValue> AskForTextAsync(HostCall call, ChatRequest request, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(call.Function.Name, request, call.Run, cancellationToken).ConfigureAwait(false);
        return HostValue.From(answer.Text);
    }

    private async ValueTask<HostValue> ChatAsync(HostCall call, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(call.Function.Name, ChatArguments.ReadObject(call), call.Run, cancellationToken).ConfigureAwait(false);
        return HostValue.FromObject(answer.Full);
    }

    private Task<ChatAnswer> AskAsync(string function, ChatRequest request, RunContext run, CancellationToken cancellationToken)
    {
        var client = providers.Find(function, request, run.Services);
        return exchange.AskAsync(function, client, prompts.Render(function, request, run), ToOptions(function, client, request), cancellationToken);
    }

    private async ValueTask<HostValue> StreamAsync(HostCall call, CancellationToken cancellationToken)
    {
        var function = call.Function.Name;
        var run = call.Run;
        var request = ChatArguments.ReadObject(call);
        if (run.Response.IsAnswered)
            throw new HostCallException($"{function}: the run has answered already.");

        var client = providers.Find(function, request, run.Services);
        var messages = prompts.Render(function, request, run);
        var chat = ToOptions(function, client, request);
        var events = new ServerSentEvents(function, run.Response);
        try
        {
            var answer = await exchange.StreamAsync(function, client, messages, chat, (text, token) => events.SendAsync("", new { text }, token), cancellationToken).ConfigureAwait(false);
            await events.SendAsync("done", answer.Summary, cancellationToken).ConfigureAwait(false);
            return HostValue.FromObject(answer.Full);
        }
        catch (HostCallException ex) when (events.HasStarted && !cancellationToken.IsCancellationRequested)
        {
            await events.SendAsync("error", new { ex.Message }, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private ChatOptions ToOptions(string function, IChatClient client, ChatRequest request)
    {
        var model = request.Model.Length > 0 ? request.Model : options.Value.DefaultModel;
        if (model.Length == 0 && client is Wire.WireChatClient)
            throw new HostCallException($"{function}: the request must name a model; the host has no default.");
        return new ChatOptions { ModelId = model.Length > 0 ? model : null, Temperature = request.Temperature, MaxOutputTokens = request.MaxTokens };
    }
}
