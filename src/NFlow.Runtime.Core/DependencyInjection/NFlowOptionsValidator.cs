using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Scripting;
using NFlow.Runtime.Scripting.Workers;

namespace NFlow.Runtime;

/// <summary>Checks every setting and reports all problems together.</summary>
internal sealed class NFlowOptionsValidator : IValidateOptions<NFlowOptions>
{
    public ValidateOptionsResult Validate(string? name, NFlowOptions options)
    {
        var problems = new List<string>();
        CheckAnnotations("", options, problems);
        CheckAnnotations($"{nameof(options.Limits)}.", options.Limits, problems);
        CheckAnnotations($"{nameof(options.Scripts)}.", options.Scripts, problems);
        CheckAnnotations($"{nameof(options.Scripts)}.{nameof(options.Scripts.Workers)}.", options.Scripts.Workers, problems);
        RequirePositive("Scripts.Workers.StartTimeout", options.Scripts.Workers.StartTimeout, problems);
        if (options.Scripts.Isolation == ScriptIsolation.Process && WorkerCommand.Find(options.Scripts.Workers, out var problem) is null)
            problems.Add(problem);
        RequirePositive(nameof(options.AppFreshness), options.AppFreshness, problems, allowZero: true);
        RequirePositive(nameof(options.SessionLifetime), options.SessionLifetime, problems);
        RequirePositive(nameof(options.DrainTimeout), options.DrainTimeout, problems, allowZero: true);
        RequirePositive("Limits.ExecutionTime", options.Limits.ExecutionTime, problems);
        RequirePositive("Limits.RunDeadline", options.Limits.RunDeadline, problems);
        RequirePositive("Limits.RegexTimeout", options.Limits.RegexTimeout, problems);
        RequirePositive("Scripts.AcquireTimeout", options.Scripts.AcquireTimeout, problems, allowZero: true);
        if (!options.LoginPath.StartsWith('/'))
            problems.Add($"LoginPath is '{options.LoginPath}': expected a path that starts with a slash.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckAnnotations(string prefix, object options, List<string> problems)
    {
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            problems.AddRange(results.Select(result => prefix + result.ErrorMessage));
    }

    private static void RequirePositive(string setting, TimeSpan value, List<string> problems, bool allowZero = false)
    {
        if (value < TimeSpan.Zero || (value == TimeSpan.Zero && !allowZero) || value > TimeSpan.FromDays(3650))
            problems.Add($"{setting} is {value}: expected a time span greater than zero and at most ten years.");
    }
}
