using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace NFlow.Runtime.Plugins.AI.Tests.Support;

/// <summary>A chat client of the host: names itself and repeats what it was asked.</summary>
internal sealed class StandInClient(string name) : IChatClient
{
    public ConcurrentQueue<ChatOptions?> Options { get; } = new();

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Options.Enqueue(options);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"{name}: {string.Join(" | ", messages.Select(message => $"{message.Role.Value} {message.Text}"))}")));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var word in new[] { name, " ", "streams" })
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
