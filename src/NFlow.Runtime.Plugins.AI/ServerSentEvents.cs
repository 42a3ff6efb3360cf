using System.Buffers;
using System.Text.Json;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.Plugins.AI;

/// <summary>Streams an answer to the run's client as server-sent events. The response is claimed with the first event, so that an error before it can still be answered otherwise.</summary>
internal sealed class ServerSentEvents(string function, WorkflowResponse response)
{
    private Stream? _stream;

    /// <summary>Whether the client has been sent something.</summary>
    public bool HasStarted => _stream is not null;

    /// <summary>Sends an event and flushes it.</summary>
    /// <param name="name">Event name; empty for the default, <c>message</c>.</param>
    /// <param name="data">Data, sent as JSON on one line.</param>
    /// <param name="cancellationToken">Cancelled when the client goes away.</param>
    /// <exception cref="HostCallException">Somebody has answered already, there is no client, or it has gone away.</exception>
    public async ValueTask SendAsync(string name, object data, CancellationToken cancellationToken)
    {
        _stream ??= await StartAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _stream.WriteAsync(Format(name, data), cancellationToken).ConfigureAwait(false);
            await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw new HostCallException($"{function}: the client has gone away.");
        }
    }

    private async ValueTask<Stream> StartAsync(CancellationToken cancellationToken)
    {
        if (!response.IsAnswered)
        {
            response.SetHeader("Cache-Control", "no-cache");
            response.SetHeader("X-Accel-Buffering", "no");
        }

        return await response.StartStreamAsync(200, "text/event-stream", cancellationToken).ConfigureAwait(false)
            ?? throw new HostCallException($"{function}: there is no client to stream to, or the run has answered already.");
    }

    private static ReadOnlyMemory<byte> Format(string name, object data)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        if (name.Length > 0)
        {
            buffer.Write("event: "u8);
            buffer.Write(System.Text.Encoding.UTF8.GetBytes(name));
            buffer.Write("\n"u8);
        }

        buffer.Write("data: "u8);
        buffer.Write(JsonSerializer.SerializeToUtf8Bytes(data, JsonSerializerOptions.Web));
        buffer.Write("\n\n"u8);
        return buffer.WrittenMemory;
    }
}
