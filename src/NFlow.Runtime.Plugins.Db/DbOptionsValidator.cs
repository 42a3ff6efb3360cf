using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Plugins.Db;

/// <summary>Checks <see cref="DbOptions"/> at start.</summary>
internal sealed class DbOptionsValidator : IValidateOptions<DbOptions>
{
    public ValidateOptionsResult Validate(string? name, DbOptions options)
    {
        if (!options.Enabled)
            return ValidateOptionsResult.Success;

        var problems = new List<string>();
        if (Database.Normalize(options.Driver) is null)
            problems.Add($"Db.Driver must be 'sqlite' or 'postgres', not '{options.Driver}': scripts get a database only when one is named for them.");
        if (options.ConnectionString.Length == 0)
            problems.Add("Db.ConnectionString must name a database.");
        if (options.MaxRows < 1)
            problems.Add("Db.MaxRows must be at least 1.");
        if (options.Timeout <= TimeSpan.Zero)
            problems.Add("Db.Timeout must be positive.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
