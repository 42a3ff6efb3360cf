using Microsoft.Extensions.Options;

namespace NFlow.Runtime.Security;

/// <summary>Hides sensitive values in texts that are logged. Thread-safe.</summary>
internal sealed class LogSanitizer
{
    private readonly SecurityOptions _options;
    private readonly SensitivePattern[] _patterns;

    public LogSanitizer(IOptions<SecurityOptions> options)
    {
        _options = options.Value;
        // Tokens first: a token may contain what looks like a telephone number.
        _patterns =
        [
            .. _options.LogCustomPatterns.Select(pattern => new SensitivePattern(pattern.Key, pattern.Value, _options.PatternTimeout)),
            .. _options.SensitivePatterns.OrderByDescending(name => name is "jwt" or "api_key").ThenByDescending(name => name is "credit_card").Select(name => BuiltInPatterns.Create(name, _options.PatternTimeout)),
        ];
    }

    public string Sanitize(string text)
    {
        foreach (var pattern in _patterns)
            text = pattern.Replace(text, found => Hide(found, pattern.Name));
        return text;
    }

    private string Hide(string found, string type) =>
        _options.LogPreserveLength ? new string(_options.LogMaskingCharacter, found.Length)
        : _options.LogShowType ? $"[REDACTED:{type}]"
        : "[REDACTED]";
}
