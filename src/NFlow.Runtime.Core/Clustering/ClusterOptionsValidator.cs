using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Clustering;

/// <summary>Checks every setting and reports all problems together.</summary>
internal sealed class ClusterOptionsValidator : IValidateOptions<ClusterOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.InstanceName) || options.InstanceName.Length > 100)
            problems.Add($"Cluster.InstanceName is '{options.InstanceName}': expected 1 to 100 characters.");
        Require(nameof(options.HeartbeatPeriod), options.HeartbeatPeriod, problems);
        Require(nameof(options.AnswerTimeout), options.AnswerTimeout, problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Require(string setting, TimeSpan value, List<string> problems)
    {
        if (value <= TimeSpan.Zero || value > Longest)
            problems.Add($"Cluster.{setting} is {value}: expected a time span greater than zero and at most {Longest}.");
    }
}
