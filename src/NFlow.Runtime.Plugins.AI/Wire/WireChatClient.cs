using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace NFlow.Runtime.Plugins.AI.Wire;

/// <summary>What the wire formats have in common: one POST, an answer of bounded size, errors without the key. One request at a time; cheap to make.</summary>
internal abstract class WireChatClient(HttpClient http, Uri baseUrl, string key, int maxAnswerLength) : IChatClient
{
    private const int MaxErrorBytes = 64 * 1024;
    private const int MaxErrorLength = 500;

    /// <summary>JSON spends at most six bytes on a character, and some on what surrounds it.</summary>
    private readonly long _maxAnswerBytes = (6L * maxAnswerLength) + (1 << 20);

    protected Uri BaseUrl { get; } = baseUrl;

    protected string Key { get; } = key;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(messages, options, streaming: false, cancellationToken).ConfigureAwait(false);
        return await GuardAsync(async () =>
        {
            var body = await OpenAsync(response, cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                using var document = await JsonDocument.ParseAsync(body, default, cancellationToken).ConfigureAwait(false);
                return ReadResponse(document.RootElement);
            }
        }).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(messages, options, streaming: true, cancellationToken).ConfigureAwait(false);
        var body = await OpenAsync(response, cancellationToken).ConfigureAwait(false);
        await using var ignored = body.ConfigureAwait(false);
        var pieces = ReadPiecesAsync(body, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var alsoIgnored = pieces.ConfigureAwait(false);
        var finished = false;
        while (await GuardAsync(() => pieces.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            var update = await GuardAsync(() => Task.FromResult(ReadUpdate(pieces.Current))).ConfigureAwait(false);
            finished |= update.FinishReason is not null;
            yield return update;
        }

        if (!finished)
            throw new ChatServiceException("the service broke off in the middle of its answer.");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    /// <summary>Path below the base URL.</summary>
    protected abstract string PathFor(ChatOptions? options, bool streaming);

    protected abstract JsonObject BodyFor(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streaming);

    protected abstract void Authorize(HttpRequestMessage request);

    protected abstract ChatResponse ReadResponse(JsonElement json);

    /// <summary>Reads one piece of a streamed answer; its finish reason is set on the last.</summary>
    protected abstract ChatResponseUpdate ReadUpdate(JsonElement json);

    /// <summary>The pieces of a streamed answer.</summary>
    protected abstract IAsyncEnumerable<JsonElement> ReadPiecesAsync(Stream body, CancellationToken cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, bool streaming, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(BaseUrl, PathFor(options, streaming)))
        {
            Content = new StringContent(BodyFor(messages, options, streaming).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (Key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ChatServiceException("the key has characters that a key cannot have.");
        Authorize(request);
        var response = await GuardAsync(() => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new ChatServiceException(await GuardAsync(() => DescribeAsync(response, cancellationToken)).ConfigureAwait(false));
    }

    private async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new LimitedStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _maxAnswerBytes);

    private async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[MaxErrorBytes];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var reason = KeyMask.Apply(FindReason(buffer.AsSpan(0, length)), Key);
        return reason.Length == 0 ? $"the service answered {status}." : $"the service answered {status}: {Shorten(reason)}";
    }

    /// <summary>The message within the error formats of the services: <c>{"error":{"message":…}}</c>, <c>{"error":…}</c>, or plain text.</summary>
    private static string FindReason(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body).Trim();
        try
        {
            using var json = JsonDocument.Parse(text);
            return FindReason(json.RootElement) ?? "";
        }
        catch (JsonException)
        {
            return text.StartsWith('<') ? "" : text;
        }
    }

    private static string? FindReason(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0)
            json = json[0];
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("error", out var error))
            return null;
        if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message))
            error = message;
        return error.ValueKind == JsonValueKind.String ? error.GetString() : null;
    }

    /// <summary>Fails with what a service says in the middle of a successful answer.</summary>
    protected void ThrowIfError(JsonElement json)
    {
        if (FindReason(json) is { } reason)
            throw new ChatServiceException($"the service failed: {Shorten(KeyMask.Apply(reason, Key))}");
    }

    /// <summary>Turns what can go wrong on the wire into an error that may be shown.</summary>
    private static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (HttpRequestException ex) when (ex.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new ChatServiceException($"the service cannot be reached ({ex.HttpRequestError}).");
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            throw new ChatServiceException("the service broke off in the middle of its answer.");
        }
        catch (Exception ex) when (ex is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new ChatServiceException("the service answered in a format that was not expected.");
        }
    }

    private static string Shorten(string reason)
    {
        var line = reason.ReplaceLineEndings(" ");
        return line.Length <= MaxErrorLength ? line : line[..MaxErrorLength] + "…";
    }
}
