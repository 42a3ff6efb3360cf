using Microsoft.Extensions.Options;
using NFlow.Runtime.Execution;
using NFlow.Runtime.Scripting;

namespace NFlow.Runtime.HostApi.Context;

/// <summary>Answers written piece by piece: what <c>c.Stream</c> and <c>c.response.write</c> stand on.</summary>
internal sealed class StreamApi(IOptions<NFlowOptions> options) : IHostApi
{
    private const string StreamKey = "nflow$stream";

    public void Configure(HostSurfaceBuilder surface)
    {
        HostParameter caller = new("caller", "string");
        surface.AsyncFunction("$stream_start", StartAsync, "Starts a streamed answer.", "boolean", caller, new HostParameter("code", "number"), new HostParameter("contentType", "string"));
        surface.AsyncFunction("$stream_write", WriteAsync, "Sends a piece.", "void", caller, new HostParameter("chunk", "string | number[] | Uint8Array"));
        surface.AsyncFunction("$stream_end", EndAsync, "Ends the answer.");
    }

    private static async ValueTask<HostValue> StartAsync(HostCall call, CancellationToken cancellationToken)
    {
        var run = call.Run;
        var status = Answer.Status(call, 1);
        var contentType = call.RequireName(2);
        if (contentType.AsSpan().ContainsAny("\r\n\0"))
            throw call.BadArgument(2, "a media type");
        if (!Answer.MayAnswer(call))
            return HostValue.False;

        var stream = await run.Response.StartStreamAsync(status, contentType, cancellationToken).ConfigureAwait(false);
        run.Items[StreamKey] = stream is null ? null : new OpenStream(stream);
        return HostValue.From(stream is not null);
    }

    private async ValueTask<HostValue> WriteAsync(HostCall call, CancellationToken cancellationToken)
    {
        var bytes = call.KindOf(1) is HostValueKind.String or HostValueKind.Bytes or HostValueKind.Array or HostValueKind.Number
            ? call.GetBytes(1)
            : throw call.BadArgument(1, "text or bytes");
        if (Find(call.Run) is not { } open)
            return HostValue.Undefined;

        open.Written += bytes.Length;
        var limit = options.Value.Limits.MaxResponseBytes;
        if (open.Written > limit)
            throw LimitFailure.Create(new LimitExcess(LimitNames.Response, limit, open.Written));
        try
        {
            await open.Stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await open.Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException ex)
        {
            throw new HostCallException("The client has gone away.", innerException: ex);
        }

        return HostValue.Undefined;
    }

    private static async ValueTask<HostValue> EndAsync(HostCall call, CancellationToken cancellationToken)
    {
        if (Find(call.Run) is { } open)
        {
            call.Run.Items.Remove(StreamKey);
            await open.Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        return HostValue.Undefined;
    }

    private static OpenStream? Find(RunContext run) => run.Items.TryGetValue(StreamKey, out var value) ? value as OpenStream : null;

    private sealed class OpenStream(Stream stream)
    {
        public Stream Stream { get; } = stream;

        public long Written { get; set; }
    }
}
