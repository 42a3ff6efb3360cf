using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace NFlow.Runtime.Testing;

/// <summary>A language model that says what the test tells it to, and remembers what it was asked. Thread-safe.</summary>
public sealed class FakeChat : IChatClient
{
    private readonly ConcurrentQueue<IReadOnlyList<ChatMessage>> _asked = new();
    private readonly ConcurrentQueue<(string Part, string Text)> _rules = new();
    private readonly ConcurrentQueue<string> _unexpected = new();

    /// <summary>What it was asked, in order: the messages of each request.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Asked => [.. _asked];

    /// <summary>Answers every question, for which no earlier rule fits, with a text.</summary>
    /// <param name="text">The answer.</param>
    public void Answer(string text) => AnswerTo("", text);

    /// <summary>Answers questions that contain a text. The first rule that fits answers.</summary>
    /// <param name="part">Text in any of the messages.</param>
    /// <param name="text">The answer.</param>
    public void AnswerTo(string part, string text)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(text);
        _rules.Enqueue((part, text));
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Find(messages))) { ModelId = options?.ModelId, FinishReason = ChatFinishReason.Stop });

    /// <summary>Gives the answer word by word.</summary>
    /// <param name="messages">The question.</param>
    /// <param name="options">Ignored but for the model's name.</param>
    /// <param name="cancellationToken">Ends the answer.</param>
    /// <returns>The words.</returns>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var words = Find(messages).Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, i == 0 ? words[i] : " " + words[i]) { ModelId = options?.ModelId };
            await Task.Yield();
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    internal string? TakeUnexpected() =>
        _unexpected.TryDequeue(out var question) ? $"Nobody told the fake language model what to answer to: '{WorkflowAssertions.Shorten(question)}'. Call host.Chat.Answer(text)." : null;

    private string Find(IEnumerable<ChatMessage> messages)
    {
        var question = messages.ToArray();
        _asked.Enqueue(question);
        foreach (var (part, text) in _rules)
            if (part.Length == 0 || question.Any(message => message.Text.Contains(part, StringComparison.Ordinal)))
                return text;
        _unexpected.Enqueue(string.Join(" / ", question.Select(message => message.Text)));
        throw new WorkflowAssertionException("The fake language model was asked something unexpected.");
    }
}
