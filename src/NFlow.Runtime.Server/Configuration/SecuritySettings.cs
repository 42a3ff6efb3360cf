using System.Text.RegularExpressions;
using NFlow.Runtime.Security;

namespace NFlow.Runtime.Server.Configuration;

/// <summary>Tables <c>[security]</c>, <c>[security.custom_patterns]</c> and <c>[security.log_custom_patterns]</c>.</summary>
internal sealed record SecuritySettings
{
    public required AnalysisSettings Analysis { get; init; }

    public required bool EnableEncryption { get; init; }

    /// <summary>The first encrypts, all decrypt. Secret.</summary>
    public required IReadOnlyList<string> EncryptionKeys { get; init; }

    public required bool EncryptSensitiveData { get; init; }

    public bool EncryptsAnswers => EnableEncryption && EncryptSensitiveData;

    public required bool EncryptInPlace { get; init; }

    public required IReadOnlyList<string> AlwaysEncryptFields { get; init; }

    public required IReadOnlyList<string> SensitivePatterns { get; init; }

    public required IReadOnlyDictionary<string, string> CustomPatterns { get; init; }

    public required bool EnableLogSanitization { get; init; }

    public required IReadOnlyDictionary<string, string> LogCustomPatterns { get; init; }

    public required char LogMaskingCharacter { get; init; }

    public required bool LogPreserveLength { get; init; }

    public required bool LogShowType { get; init; }

    public static SecuritySettings Read(ConfigurationSource source)
    {
        var table = source.Table("security");
        var defaults = new SecurityOptions();
        var settings = new SecuritySettings
        {
            Analysis = AnalysisSettings.Read(table),
            EnableEncryption = table.Boolean("enable_encryption", false),
            EncryptionKeys = table.Live.Words("encryption_key", ""),
            EncryptSensitiveData = table.Boolean("encrypt_sensitive_data", true),
            EncryptInPlace = table.Live.Boolean("encrypt_in_place", true),
            AlwaysEncryptFields = table.Live.List("always_encrypt_fields", [.. defaults.AlwaysEncryptFields]),
            SensitivePatterns = table.Live.List("sensitive_patterns", [.. defaults.SensitivePatterns]),
            CustomPatterns = source.Table("security.custom_patterns").Live.Free(IsExpression, "a regular expression"),
            EnableLogSanitization = table.Boolean("enable_log_sanitization", false),
            LogCustomPatterns = source.Table("security.log_custom_patterns").Live.Free(IsExpression, "a regular expression"),
            LogMaskingCharacter = table.Live.Character("log_masking_char", '*'),
            LogPreserveLength = table.Live.Boolean("log_preserve_length", false),
            LogShowType = table.Live.Boolean("log_show_type", true),
        };
        table.Require(
            "encryption_key",
            settings.EncryptionKeys.All(SecurityOptions.IsEncryptionKey) && (settings.EncryptionKeys.Count > 0 || !settings.EncryptsAnswers),
            "32 bytes as base64 (44 characters), hexadecimal (64) or raw text (32); several separated by commas; make one with: openssl rand -base64 32");
        table.Require("sensitive_patterns", settings.SensitivePatterns.All(defaults.SensitivePatterns.Contains), $"a list of {string.Join(", ", defaults.SensitivePatterns)}");
        return settings;
    }

    public void ApplyTo(SecurityOptions options)
    {
        foreach (var key in EncryptionKeys)
            options.EncryptionKeys.Add(key);
        Replace(options.AlwaysEncryptFields, AlwaysEncryptFields);
        Replace(options.SensitivePatterns, SensitivePatterns);
        foreach (var (name, expression) in CustomPatterns)
            options.CustomPatterns[name] = expression;
        foreach (var (name, expression) in LogCustomPatterns)
            options.LogCustomPatterns[name] = expression;
        options.EncryptInPlace = EncryptInPlace;
        (options.LogMaskingCharacter, options.LogPreserveLength, options.LogShowType) = (LogMaskingCharacter, LogPreserveLength, LogShowType);
    }

    private static bool IsExpression(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Replace(IList<string> target, IReadOnlyList<string> values)
    {
        target.Clear();
        foreach (var value in values)
            target.Add(value);
    }
}
