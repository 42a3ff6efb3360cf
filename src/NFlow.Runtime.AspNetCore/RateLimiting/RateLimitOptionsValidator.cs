using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NFlow.Runtime.RateLimiting;

namespace NFlow.Runtime.AspNetCore.RateLimiting;

/// <summary>Checks every setting and reports all problems together.</summary>
internal sealed class RateLimitOptionsValidator(IServiceProviderIsKeyedService services) : IValidateOptions<RateLimitOptions>
{
    private const int MaxCount = 1_000_000;
    private const int MaxBurstDays = 3650;

    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        var problems = new List<string>();
        if (options.Limit is < 1 or > MaxCount)
            problems.Add($"RateLimit.Limit is {options.Limit}: expected 1 to {MaxCount}.");
        if (options.Burst is < 0 or > MaxCount)
            problems.Add($"RateLimit.Burst is {options.Burst}: expected 0 to {MaxCount}.");
        Require(nameof(options.Window), options.Window, TimeSpan.FromDays(366), problems);
        Require(nameof(options.BackendTimeout), options.BackendTimeout, TimeSpan.FromMinutes(1), problems);
        Require(nameof(options.BackendPause), options.BackendPause, TimeSpan.FromMinutes(1), problems);
        if (options is { Limit: >= 1, Burst: >= 0 } && options.Window.TotalDays * ((double)options.Burst / options.Limit) > MaxBurstDays)
            problems.Add($"RateLimit.Burst is {options.Burst}: expected what is refilled within ten years.");
        if (options.IPv6PrefixLength is < 16 or > 128)
            problems.Add($"RateLimit.IPv6PrefixLength is {options.IPv6PrefixLength}: expected 16 to 128.");
        if (string.IsNullOrEmpty(options.Message))
            problems.Add("RateLimit.Message is empty: expected a text for the client.");
        if (!services.IsKeyedService(typeof(ITokenBuckets), options.Backend))
            problems.Add($"RateLimit.Backend is '{options.Backend}', which nobody has registered: expected 'memory', or 'redis' after AddRedis().");
        foreach (var address in options.ExcludedAddresses)
            if (!RateLimitOptions.TryReadNetwork(address, out _))
                problems.Add($"RateLimit.ExcludedAddresses has '{address}': expected an address or a network such as 10.0.0.0/8.");
        foreach (var path in options.ExcludedPaths)
            if (!path.StartsWith('/'))
                problems.Add($"RateLimit.ExcludedPaths has '{path}': expected a path that starts with a slash.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Require(string setting, TimeSpan value, TimeSpan longest, List<string> problems)
    {
        if (value <= TimeSpan.Zero || value > longest)
            problems.Add($"RateLimit.{setting} is {value}: expected a time span greater than zero and at most {longest}.");
    }
}
