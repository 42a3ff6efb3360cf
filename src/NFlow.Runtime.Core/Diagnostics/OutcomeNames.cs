using NFlow.Runtime.Execution;

namespace NFlow.Runtime.Diagnostics;

/// <summary>How outcomes and errors are called in telemetry: fixed words, so that nothing is allocated and nothing leaks.</summary>
internal static class OutcomeNames
{
    public const string Completed = "completed";
    public const string Waiting = "waiting";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    private static readonly string[] ErrorKinds = Enum.GetNames<RunErrorKind>();

    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Completed => Completed,
        RunStatus.Waiting => Waiting,
        RunStatus.Failed => Failed,
        _ => Cancelled,
    };

    public static string Of(in NodeReport report) =>
        report.IsCancelled ? Cancelled : report.Error is not null ? Failed : report.IsWaiting ? Waiting : Completed;

    public static string Of(RunErrorKind kind) => ErrorKinds[(int)kind];
}
