namespace NFlow.Runtime.Model;

/// <summary>How bad a <see cref="DefinitionProblem"/> is.</summary>
public enum ProblemSeverity
{
    /// <summary>The document runs; the part named is ignored.</summary>
    Warning,

    /// <summary>The document cannot run.</summary>
    Error,
}
