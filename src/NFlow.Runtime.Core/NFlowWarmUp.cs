using NFlow.Runtime.Scripting.Jint;

namespace NFlow.Runtime;

/// <summary>Has this process load and compile what its first script would wait for: some tenth of a second, once, while a host that starts waits for other things.</summary>
/// <remarks>Called by <c>MapNFlow</c>. A host that knows earlier that it will run scripts can call it earlier. Thread-safe.</remarks>
public static class NFlowWarmUp
{
    private static int _begun;

    /// <summary>Begins in the background. Calling it again does nothing.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
            _ = Task.Run(ScriptWarmUp.Run);
    }
}
