using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace NFlow.Runtime.Redis;

/// <summary>Checks every setting and reports all problems together, never the password.</summary>
internal sealed class RedisOptionsValidator(IServiceProviderIsService services) : IValidateOptions<RedisOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, RedisOptions options)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Host))
        {
            if (!services.IsService(typeof(IConnectionMultiplexer)))
                problems.Add("Redis.Host is empty: expected host:port, or an IConnectionMultiplexer registered by the host application.");
        }
        else if (!RedisOptions.CanRead(options.Host))
        {
            problems.Add("Redis.Host cannot be read: expected host:port, or several separated by commas, followed by StackExchange.Redis options if any.");
        }

        if (options.Database is < 0 or > 65_535)
            problems.Add($"Redis.Database is {options.Database}: expected a number from 0.");
        if (string.IsNullOrEmpty(options.KeyPrefix))
            problems.Add("Redis.KeyPrefix is empty: expected a text that tells the runtime's keys from others, such as '{nflow-runtime}:'.");
        if (options.MaxScriptValueLength < 1)
            problems.Add($"Redis.MaxScriptValueLength is {options.MaxScriptValueLength}: expected at least 1.");
        Require(nameof(options.OperationTimeout), options.OperationTimeout, problems);
        Require(nameof(options.ConnectTimeout), options.ConnectTimeout, problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Require(string setting, TimeSpan value, List<string> problems)
    {
        if (value < TimeSpan.FromMilliseconds(1) || value > Longest)
            problems.Add($"Redis.{setting} is {value}: expected a time span greater than zero and at most {Longest}.");
    }
}
