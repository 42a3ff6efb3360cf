namespace NFlow.Runtime.Tracking;

/// <summary>Which clients without a session get one so that their requests share one log.</summary>
public enum LogSessions
{
    /// <summary>Clients that ask for HTML. Others have a log per request, unless they bring a session or the app gives them one.</summary>
    Browsers,

    /// <summary>Every client.</summary>
    Everybody,

    /// <summary>None: a log spans requests only where the app gives its client a session.</summary>
    Nobody,
}
