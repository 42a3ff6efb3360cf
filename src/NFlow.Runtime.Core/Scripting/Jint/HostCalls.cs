using System.Threading.Channels;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>The mailbox of a scope: host calls finish on any thread, their promises are settled in a turn.</summary>
internal sealed class HostCalls
{
    private Channel<PendingCall>? _finished;

    /// <summary>Calls whose promise is not settled yet.</summary>
    public int Pending { get; private set; }

    /// <summary>Follows a call; called inside a turn.</summary>
    public void Start(PendingCall call)
    {
        _finished ??= Channel.CreateUnbounded<PendingCall>(new UnboundedChannelOptions { SingleReader = true });
        Pending++;
        if (call.Result.IsCompleted)
            _finished.Writer.TryWrite(call);
        else
            _ = call.Result.ContinueWith(
                static (_, state) =>
                {
                    var (calls, finished) = ((HostCalls, PendingCall))state!;
                    calls._finished!.Writer.TryWrite(finished);
                },
                (this, call),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
    }

    /// <summary>Takes a finished call; called inside a turn.</summary>
    public bool TryTake(out PendingCall call)
    {
        if (_finished is null || !_finished.Reader.TryRead(out call!))
        {
            call = null!;
            return false;
        }

        Pending--;
        return true;
    }

    /// <summary>Waits until a call has finished.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (_finished is not null)
            await _finished.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets what is still under way; late results are dropped, late failures observed.</summary>
    public void Close() => _finished?.Writer.TryComplete();
}
