namespace NFlow.Runtime.Testing;

/// <summary>A workflow did not do what a test expects. Every test framework reports it as a failure of the test; the message shows the path the run took.</summary>
public sealed class WorkflowAssertionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what happened instead, and the path.</param>
    public WorkflowAssertionException(string message)
        : base(message)
    {
    }
}
