using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace NFlow.Samples.AiAnswerStreamed;

/// <summary>A language model that needs no network: it tells the same story of everything, word by word.</summary>
internal sealed class LocalPoet(TimeProvider time) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages.Last().Text;
        foreach (var word in $"You asked: {prompt} Once upon a time there was one, and it was happy.".Split(' '))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, word + " ");
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
