using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;

namespace NFlow.Runtime.Security;

/// <summary>Hides sensitive values in texts that are logged. Thread-safe.</summary>
/// <param name="options">What is sensitive.</param>
/// <param name="overruns">Counts the patterns that take too long.</param>
/// <param name="logger">For the sanitizer's own words. It must not sanitize: they would come back here.</param>
internal sealed partial class LogSanitizer(IOptions<SecurityOptions> options, PatternOverruns overruns, ILogger logger)
{
    private readonly MadeFrom<SecurityOptions, SensitivePattern[]> _patterns = new(options, CreatePatterns);

    public string Sanitize(string text)
    {
        foreach (var pattern in _patterns.Value)
        {
            text = pattern.Replace(text, found => Hide(found, pattern.Name), out var isOverrun);
            if (isOverrun)
                Note(pattern);
        }

        return text;
    }

    private void Note(SensitivePattern pattern)
    {
        overruns.Add(pattern.Name);
        if (pattern.NoteOverrun())
            Overran(logger, pattern.Name, options.Value.PatternTimeout.TotalMilliseconds);
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

    [LoggerMessage(1603, LogLevel.Warning, "Pattern '{Pattern}' took longer than {Milliseconds} ms on a text of the log. Such texts are hidden as a whole. This is said once.", EventName = "LogPatternOverran")]
    private static partial void Overran(ILogger logger, string pattern, double milliseconds);
}
