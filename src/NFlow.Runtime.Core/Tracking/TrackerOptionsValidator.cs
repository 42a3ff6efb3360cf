using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Tracking;

/// <summary>Checks every setting of the tracker and reports all problems together.</summary>
internal sealed class TrackerOptionsValidator : IValidateOptions<TrackerOptions>
{
    public ValidateOptionsResult Validate(string? name, TrackerOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        var problems = results.Select(result => $"Tracker: {result.ErrorMessage}").ToList();
        if (options.FlushInterval < TimeSpan.FromMilliseconds(1) || options.FlushInterval > TimeSpan.FromMinutes(10))
            problems.Add($"Tracker: FlushInterval is {options.FlushInterval}: expected 1 millisecond to 10 minutes.");
        if (options.Retention is { } retention && retention <= TimeSpan.Zero)
            problems.Add($"Tracker: Retention is {retention}: expected a time span greater than zero, or null.");
        if (options.StatisticsInterval < TimeSpan.Zero)
            problems.Add($"Tracker: StatisticsInterval is {options.StatisticsInterval}: expected zero or more.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
