namespace NFlow.Runtime.Model;

/// <summary>A designer document that cannot be run. Carries every problem found, not just the first.</summary>
public sealed class InvalidDefinitionException : NFlowException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="appName">Name of the app or file.</param>
    /// <param name="problems">Every problem found.</param>
    /// <param name="innerException">The cause, if any.</param>
    public InvalidDefinitionException(string appName, IReadOnlyList<DefinitionProblem> problems, Exception? innerException = null)
        : base($"App '{appName}' cannot be loaded: {string.Join(" ", problems)}", innerException)
    {
        AppName = appName;
        Problems = problems;
    }

    /// <summary>Name of the app or file.</summary>
    public string AppName { get; }

    /// <summary>Every problem found, errors and warnings.</summary>
    public IReadOnlyList<DefinitionProblem> Problems { get; }
}
