using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>Asks a chat client, within the limits of time and length. Thread-safe.</summary>
internal sealed class ChatExchange(IOptions<AIOptions> options, TimeProvider time)
{
    /// <summary>Asks and waits for the whole answer.</summary>
    /// <exception cref="HostCallException">The service failed, was too slow, or said too much.</exception>
    public async Task<ChatAnswer> AskAsync(string function, IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions chat, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var response = await client.GetResponseAsync(messages, chat, either.Token).ConfigureAwait(false);
            var text = response.Text;
            if (text.Length > options.Value.MaxAnswerLength)
                throw TooLong(function);
            return new ChatAnswer(text, response.ModelId ?? chat.ModelId, response.FinishReason?.Value, response.Usage);
        }
        catch (Exception ex) when (Explain(function, ex, limit, cancellationToken) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>Asks and hands on each piece of the answer as it comes. The time limit starts anew with each piece.</summary>
    /// <exception cref="HostCallException">The service failed, was too slow, or said too much.</exception>
    public async Task<ChatAnswer> StreamAsync(
        string function, IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions chat, Func<string, CancellationToken, ValueTask> onText, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var text = new StringBuilder();
        string? model = null, reason = null;
        UsageDetails? usage = null;
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(messages, chat, either.Token).WithCancellation(either.Token).ConfigureAwait(false))
            {
                limit.CancelAfter(options.Value.Timeout);
                model = update.ModelId ?? model;
                reason = update.FinishReason?.Value ?? reason;
                usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
                if (update.Text is not { Length: > 0 } piece)
                    continue;

                if (text.Length + piece.Length > options.Value.MaxAnswerLength)
                    throw TooLong(function);
                text.Append(piece);
                await onText(piece, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception ex) when (Explain(function, ex, limit, cancellationToken) is { } explained)
        {
            throw explained;
        }

        return new ChatAnswer(text.ToString(), model ?? chat.ModelId, reason, usage);
    }

    /// <summary>What a script may know of an error; null for errors that are not the service's.</summary>
    private HostCallException? Explain(string function, Exception error, CancellationTokenSource limit, CancellationToken cancellationToken) => error switch
    {
        ChatServiceException => new HostCallException($"{function}: {error.Message}"),
        OperationCanceledException when limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested =>
            new HostCallException($"{function}: the service did not answer within {options.Value.Timeout.TotalSeconds:0.###} seconds."),
        _ => null,
    };

    private HostCallException TooLong(string function) => new($"{function}: the answer is longer than {options.Value.MaxAnswerLength} characters.");
}
