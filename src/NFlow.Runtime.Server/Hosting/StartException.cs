namespace NFlow.Runtime.Server.Hosting;

/// <summary>The server cannot start; the message is one line for the operator.</summary>
internal sealed class StartException(string message, int exitCode = StartException.Failure, Exception? innerException = null)
    : NFlowException(message, innerException)
{
    /// <summary>Exit code of a start that failed.</summary>
    public const int Failure = 1;

    /// <summary>Exit code of a command line that cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>Exit code of a configuration that cannot be used.</summary>
    public const int Configuration = 3;

    /// <summary>Exit code of the process.</summary>
    public int ExitCode { get; } = exitCode;
}
