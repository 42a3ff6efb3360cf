using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime.Scripting.Workers.Child;

/// <summary>A host call that the server has not settled yet.</summary>
internal sealed class OpenCall(int id, JintHostCall? arguments)
{
    private readonly Queue<ReceivedFrame> _received = new();
    private TaskCompletionSource<HostValue>? _late;

    public int Id => id;

    /// <summary>The arguments as the script's values; null when a host value is read.</summary>
    public JintHostCall? Arguments => arguments;

    /// <summary>What reading an argument raised, to be raised again where the call is made.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The result that comes after the call has returned.</summary>
    public TaskCompletionSource<HostValue> Late => LazyInitializer.EnsureInitialized(ref _late, static () => new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Hands a frame to the thread that waits.</summary>
    public void Post(ReceivedFrame frame)
    {
        lock (_received)
        {
            _received.Enqueue(frame);
            Monitor.Pulse(_received);
        }
    }

    /// <summary>Waits for the next frame. The server always answers, or ends this process.</summary>
    public ReceivedFrame Take()
    {
        lock (_received)
        {
            while (_received.Count == 0)
                Monitor.Wait(_received);
            return _received.Dequeue();
        }
    }
}
