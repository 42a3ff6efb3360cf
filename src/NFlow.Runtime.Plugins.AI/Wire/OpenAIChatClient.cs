using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace NFlow.Runtime.Plugins.AI.Wire;

/// <summary>The chat-completions format, which many services besides OpenAI's speak.</summary>
internal sealed class OpenAIChatClient(HttpClient http, Uri baseUrl, string key, int maxAnswerLength) : WireChatClient(http, baseUrl, key, maxAnswerLength)
{
    protected override string PathFor(ChatOptions? options, bool streaming) => "chat/completions";

    protected override void Authorize(HttpRequestMessage request)
    {
        if (Key.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    protected override JsonObject BodyFor(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streaming)
    {
        var body = new JsonObject
        {
            ["model"] = options?.ModelId,
            ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
        };
        if (options?.Temperature is { } temperature)
            body["temperature"] = temperature;
        if (options?.MaxOutputTokens is { } tokens)
            body["max_tokens"] = tokens;
        if (streaming)
            body["stream"] = true;
        return body;
    }

    protected override ChatResponse ReadResponse(JsonElement json)
    {
        ThrowIfError(json);
        var choice = json.GetProperty("choices")[0];
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, Text(choice.GetProperty("message"))))
        {
            ModelId = WireJson.Text(json, "model"),
            FinishReason = Reason(choice),
            Usage = json.TryGetProperty("usage", out var usage) ? WireJson.Usage(usage, "prompt_tokens", "completion_tokens", "total_tokens") : null,
        };
    }

    protected override ChatResponseUpdate ReadUpdate(JsonElement json)
    {
        ThrowIfError(json);
        var update = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = WireJson.Text(json, "model") };
        if (!json.TryGetProperty("choices", out var choices) || choices.GetArrayLength() == 0)
            return update;
        update.Contents.Add(new TextContent(Text(choices[0].GetProperty("delta"))));
        update.FinishReason = Reason(choices[0]);
        return update;
    }

    protected override async IAsyncEnumerable<JsonElement> ReadPiecesAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Data == "[DONE]")
                yield break;
            yield return WireJson.Parse(item.Data);
        }
    }

    private static string Text(JsonElement message) => WireJson.Text(message, "content") ?? "";

    private static ChatFinishReason? Reason(JsonElement choice) => WireJson.Text(choice, "finish_reason") is { } reason ? new ChatFinishReason(reason) : null;
}
