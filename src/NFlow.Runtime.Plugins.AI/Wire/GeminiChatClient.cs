using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace NFlow.Runtime.Plugins.AI.Wire;

/// <summary>The generate-content format of Google's Gemini. The key goes into a header, where no log of addresses sees it.</summary>
internal sealed class GeminiChatClient(HttpClient http, Uri baseUrl, string key, int maxAnswerLength) : WireChatClient(http, baseUrl, key, maxAnswerLength)
{
    protected override string PathFor(ChatOptions? options, bool streaming) =>
        $"models/{Uri.EscapeDataString(options?.ModelId ?? "")}:{(streaming ? "streamGenerateContent?alt=sse" : "generateContent")}";

    protected override void Authorize(HttpRequestMessage request)
    {
        if (Key.Length > 0)
            request.Headers.Add("x-goog-api-key", Key);
    }

    protected override JsonObject BodyFor(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streaming)
    {
        var contents = new JsonArray();
        var instructions = new JsonArray();
        foreach (var message in messages)
        {
            var part = new JsonObject { ["text"] = message.Text };
            if (message.Role == ChatRole.System)
                instructions.Add((JsonNode)part);
            else
                contents.Add((JsonNode)new JsonObject { ["role"] = message.Role == ChatRole.Assistant ? "model" : "user", ["parts"] = new JsonArray(part) });
        }

        var body = new JsonObject { ["contents"] = contents };
        if (instructions.Count > 0)
            body["systemInstruction"] = new JsonObject { ["parts"] = instructions };
        if (Generation(options) is { Count: > 0 } generation)
            body["generationConfig"] = generation;
        return body;
    }

    protected override ChatResponse ReadResponse(JsonElement json)
    {
        var piece = ReadUpdate(json);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, piece.Text))
        {
            ModelId = piece.ModelId,
            FinishReason = piece.FinishReason,
            Usage = piece.Contents.OfType<UsageContent>().FirstOrDefault()?.Details,
        };
    }

    protected override ChatResponseUpdate ReadUpdate(JsonElement json)
    {
        ThrowIfError(json);
        if (json.TryGetProperty("promptFeedback", out var feedback) && WireJson.Text(feedback, "blockReason") is { } blocked)
            throw new ChatServiceException($"the service refused the prompt ({blocked}).");

        var update = new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = WireJson.Text(json, "modelVersion") };
        if (json.TryGetProperty("usageMetadata", out var usage))
            update.Contents.Add(new UsageContent(WireJson.Usage(usage, "promptTokenCount", "candidatesTokenCount", "totalTokenCount")));
        if (!json.TryGetProperty("candidates", out var candidates) || candidates.GetArrayLength() == 0)
            return update;

        update.Contents.Add(new TextContent(Text(candidates[0])));
        update.FinishReason = WireJson.Text(candidates[0], "finishReason") is { } reason ? ToReason(reason) : null;
        return update;
    }

    protected override async IAsyncEnumerable<JsonElement> ReadPiecesAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken).ConfigureAwait(false))
            yield return WireJson.Parse(item.Data);
    }

    private static JsonObject Generation(ChatOptions? options)
    {
        var generation = new JsonObject();
        if (options?.Temperature is { } temperature)
            generation["temperature"] = temperature;
        if (options?.MaxOutputTokens is { } tokens)
            generation["maxOutputTokens"] = tokens;
        return generation;
    }

    /// <summary>All text parts of a candidate but the model's thoughts.</summary>
    private static string Text(JsonElement candidate)
    {
        if (!candidate.TryGetProperty("content", out var content) || !content.TryGetProperty("parts", out var parts))
            return "";
        return string.Concat(parts.EnumerateArray()
            .Where(part => !(part.TryGetProperty("thought", out var thought) && thought.ValueKind == JsonValueKind.True))
            .Select(part => WireJson.Text(part, "text")));
    }

    private static ChatFinishReason ToReason(string reason) => reason switch
    {
        "STOP" => ChatFinishReason.Stop,
        "MAX_TOKENS" => ChatFinishReason.Length,
        "SAFETY" or "PROHIBITED_CONTENT" or "BLOCKLIST" or "SPII" => ChatFinishReason.ContentFilter,
        _ => new ChatFinishReason(reason.ToLowerInvariant()),
    };
}
