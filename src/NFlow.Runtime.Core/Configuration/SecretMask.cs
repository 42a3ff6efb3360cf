namespace NFlow.Runtime.Configuration;

/// <summary>Hides secrets wherever configuration is shown.</summary>
public static class SecretMask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "********";

    /// <summary>The least length of a text without blanks that is taken for a secret by its looks.</summary>
    private const int LeastRandomLength = 20;

    private static readonly string[] SecretNames = ["pass", "pwd", "secret", "token", "key", "dsn", "connection", "credential", "sid", "auth", "bearer", "jwt", "signature"];

    /// <summary>Whether a key names a secret, by its name.</summary>
    /// <param name="key">Name of the key.</param>
    /// <returns>True when its value must not be shown.</returns>
    public static bool IsSecret(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return SecretNames.Any(name => key.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A value as it may be shown: whether a secret is set is visible, what it is is not.</summary>
    /// <param name="key">Name of the key.</param>
    /// <param name="value">The value.</param>
    /// <returns>The value, or the mask.</returns>
    public static object? Show(string key, object? value) =>
        value is null or "" || !(IsSecret(key) || (value is string text && (HoldsCredentials(text) || LooksRandom(text)))) ? value : Mask;

    /// <summary>Keys and tokens under a name that does not say so, as users choose them in <c>[env]</c>: one long word of letters and digits.</summary>
    private static bool LooksRandom(string text) =>
        text.Length >= LeastRandomLength
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '+' or '=' or '.')
        && text.Any(char.IsAsciiDigit)
        && text.Any(char.IsAsciiLetterUpper)
        && text.Any(char.IsAsciiLetterLower);

    /// <summary>Connection strings and URLs may hold a password under any key.</summary>
    private static bool HoldsCredentials(string text)
    {
        if (text.Contains("password=", StringComparison.OrdinalIgnoreCase))
            return true;
        var start = text.IndexOf("://", StringComparison.Ordinal);
        return start >= 0 && text.IndexOf('@', start) > text.IndexOf(':', start + 3) && text.IndexOf(':', start + 3) > 0;
    }
}
