using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace NFlow.Runtime.Plugins.AI.Wire;

/// <summary>The format of Ollama's <c>/api/chat</c>; a streamed answer is one JSON object per line.</summary>
internal sealed class OllamaChatClient(HttpClient http, Uri baseUrl, int maxAnswerLength) : WireChatClient(http, baseUrl, "", maxAnswerLength)
{
    protected override string PathFor(ChatOptions? options, bool streaming) => "api/chat";

    protected override void Authorize(HttpRequestMessage request)
    {
    }

    protected override JsonObject BodyFor(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streaming)
    {
        var body = new JsonObject
        {
            ["model"] = options?.ModelId,
            ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
            ["stream"] = streaming,
        };
        var tuning = new JsonObject();
        if (options?.Temperature is { } temperature)
            tuning["temperature"] = temperature;
        if (options?.MaxOutputTokens is { } tokens)
            tuning["num_predict"] = tokens;
        if (tuning.Count > 0)
            body["options"] = tuning;
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
        var update = new ChatResponseUpdate(ChatRole.Assistant, WireJson.Text(json.GetProperty("message"), "content") ?? "") { ModelId = WireJson.Text(json, "model") };
        if (json.TryGetProperty("done", out var done) && done.ValueKind == JsonValueKind.True)
        {
            update.FinishReason = new ChatFinishReason(WireJson.Text(json, "done_reason") ?? "stop");
            update.Contents.Add(new UsageContent(WireJson.Usage(json, "prompt_eval_count", "eval_count", null)));
        }

        return update;
    }

    protected override async IAsyncEnumerable<JsonElement> ReadPiecesAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            if (line.Length > 0)
                yield return WireJson.Parse(line);
    }
}
