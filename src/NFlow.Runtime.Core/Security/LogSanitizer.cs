using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;

namespace NFlow.Runtime.Security;

/// <summary>Hides sensitive values in texts that are logged. Thread-safe.</summary>
internal sealed class LogSanitizer(IOptions<SecurityOptions> options)
{
    private readonly MadeFrom<SecurityOptions, SensitivePattern[]> _patterns = new(options, CreatePatterns);

    public string Sanitize(string text)
    {
        foreach (var pattern in _patterns.Value)
            text = pattern.Replace(text, found => Hide(found, pattern.Name));
        return text;
    }

    /// <summary>Tokens come first: a token may contain what looks like a telephone number.</summary>
    private static SensitivePattern[] CreatePatterns(SecurityOptions options) =>
    [
        .. options.LogCustomPatterns.Select(pattern => new SensitivePattern(pattern.Key, pattern.Value, options.PatternTimeout)),
        .. options.SensitivePatterns.OrderByDescending(name => name is "jwt" or "api_key").ThenByDescending(name => name is "credit_card").Select(name => BuiltInPatterns.Create(name, options.PatternTimeout)),
    ];

    private string Hide(string found, string type)
    {
        var settings = options.Value;
        return settings.LogPreserveLength ? new string(settings.LogMaskingCharacter, found.Length)
            : settings.LogShowType ? $"[REDACTED:{type}]"
            : "[REDACTED]";
    }
}
