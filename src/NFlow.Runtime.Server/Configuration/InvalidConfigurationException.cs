namespace NFlow.Runtime.Server.Configuration;

/// <summary>The configuration cannot be used. Carries every problem found.</summary>
internal sealed class InvalidConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
    : NFlowException(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = problems;
}
