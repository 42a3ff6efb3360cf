using System.Runtime.ExceptionServices;

namespace NFlow.Runtime.Scripting.Jint;

/// <summary>
/// Notices, where it is thrown, an exception by which the script engine or a regular expression enforces a limit. Those unwind through
/// <c>return()</c> of iterators and <c>finally</c> of generators, which would run as if nothing had happened: the budget must know before.
/// </summary>
internal static class LimitWatch
{
    [ThreadStatic]
    private static JintScope? _current;

    static LimitWatch() => AppDomain.CurrentDomain.FirstChanceException += Notice;

    /// <summary>Watches for a scope on this thread.</summary>
    /// <returns>The scope that was watched for until now; to be given to <see cref="Leave"/>.</returns>
    public static JintScope? Enter(JintScope scope)
    {
        var outer = _current;
        _current = scope;
        return outer;
    }

    public static void Leave(JintScope? outer) => _current = outer;

    private static void Notice(object? sender, FirstChanceExceptionEventArgs thrown) => _current?.Notice(thrown.Exception);
}
