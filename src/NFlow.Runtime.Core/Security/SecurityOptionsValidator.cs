using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Security;

/// <summary>Checks keys and patterns and reports all problems together; never quotes a key.</summary>
internal sealed class SecurityOptionsValidator : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        var problems = new List<string>();
        for (var i = 0; i < options.EncryptionKeys.Count; i++)
            if (EncryptionKey.TryParse(options.EncryptionKeys[i]) is null)
                problems.Add($"Security: encryption key {i + 1} is not 32 bytes as base64 (44 characters), hexadecimal (64 characters) or raw text (32 characters). Make one with: openssl rand -base64 32");
        if (options.EncryptResponses && options.EncryptionKeys.Count == 0)
            problems.Add("Security: responses are to be encrypted, but there is no encryption key.");
        foreach (var pattern in options.SensitivePatterns)
            if (!BuiltInPatterns.Names.Contains(pattern))
                problems.Add($"Security: '{pattern}' is not a built-in pattern; there are {string.Join(", ", BuiltInPatterns.Names)}.");
        foreach (var (pattern, expression) in options.CustomPatterns.Concat(options.LogCustomPatterns))
            if (SensitivePattern.FindMistake(expression) is { } mistake)
                problems.Add($"Security: custom pattern '{pattern}' is not a regular expression: {mistake}");
        if (options.PatternTimeout <= TimeSpan.Zero || options.PatternTimeout > TimeSpan.FromSeconds(10))
            problems.Add($"Security: PatternTimeout is {options.PatternTimeout}: expected more than zero and at most 10 seconds.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
