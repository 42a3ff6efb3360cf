using System.Diagnostics;
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

    /// <summary>Begins an entry.</summary>
    public LogEntryTime Begin() => new(options.Value.PatternTimeout);

    /// <summary>Hides what is sensitive in a text of an entry; all of it when the entry's time is spent.</summary>
    public string Sanitize(string text, LogEntryTime time)
    {
        foreach (var pattern in _patterns.Value)
        {
            if (time.SpentBy is { } slow)
                return Hide(text, slow.Name);
            var began = Stopwatch.GetTimestamp();
            text = pattern.Replace(text, found => Hide(found, pattern.Name), out var isOverrun);
            time.Charge(pattern, began, isOverrun);
            if (time.SpentBy is not null)
                Note(pattern);
            if (isOverrun)
                break;
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

    [LoggerMessage(1603, LogLevel.Warning, "Pattern '{Pattern}' took longer than {Milliseconds} ms on an entry of the log. The texts that it did not come to the end of are hidden as a whole. This is said once.", EventName = "LogPatternOverran")]
    private static partial void Overran(ILogger logger, string pattern, double milliseconds);
}
