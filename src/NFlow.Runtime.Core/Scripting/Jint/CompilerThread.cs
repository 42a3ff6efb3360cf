using System.Runtime.ExceptionServices;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Runs a compilation on a thread whose small stack bounds how deep the recursive parser can get: it notices the end of its stack by
/// itself, and the fewer frames there are to leave then, the sooner that is done.
/// </summary>
internal static class CompilerThread
{
    private const int StackBytes = 1 << 20;

    public static T Run<T>(Func<T> compile)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = compile();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes)
        { IsBackground = true, Name = "nflow compiler" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
