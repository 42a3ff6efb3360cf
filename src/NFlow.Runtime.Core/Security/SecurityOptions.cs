namespace NFlow.Runtime.Security;

/// <summary>What is encrypted in answers and hidden in logs.</summary>
public sealed class SecurityOptions
{
    /// <summary>Keys of 32 bytes, as base64, hexadecimal or raw text. The first encrypts; all decrypt, so that a key is replaced by putting a new one before it.</summary>
    /// <value>Empty.</value>
    public IList<string> EncryptionKeys { get; } = [];

    /// <summary>Whether a key is needed: <c>AddResponseEncryption()</c> was called.</summary>
    internal bool EncryptResponses { get; set; }

    /// <summary>Whether an encrypted value stands in the place of the value. Otherwise the value is blanked and its ciphertext is listed under <c>_encrypted_fields</c> of the answer, by path.</summary>
    /// <value>True.</value>
    public bool EncryptInPlace { get; set; } = true;

    /// <summary>Names of JSON members that are encrypted whatever they hold; case does not matter.</summary>
    /// <value><c>password</c>, <c>token</c>, <c>secret</c>, <c>api_key</c>, <c>private_key</c>, <c>access_token</c> and <c>refresh_token</c>.</value>
    public IList<string> AlwaysEncryptFields { get; } = ["password", "token", "secret", "api_key", "private_key", "access_token", "refresh_token"];

    /// <summary>Built-in patterns in use: <c>email</c>, <c>phone</c>, <c>ssn</c>, <c>credit_card</c>, <c>api_key</c>, <c>jwt</c>.</summary>
    /// <value>All six.</value>
    public IList<string> SensitivePatterns { get; } = ["email", "phone", "ssn", "credit_card", "api_key", "jwt"];

    /// <summary>Further patterns: name and regular expression.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, string> CustomPatterns { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further patterns for logs: name and regular expression.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, string> LogCustomPatterns { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Character that hides a value when its length is preserved.</summary>
    /// <value><c>*</c>.</value>
    public char LogMaskingCharacter { get; set; } = '*';

    /// <summary>Whether a hidden value keeps its length, in place of <c>[REDACTED:…]</c>.</summary>
    /// <value>False.</value>
    public bool LogPreserveLength { get; set; }

    /// <summary>Whether a hidden value says what it was: <c>[REDACTED:email]</c>.</summary>
    /// <value>True.</value>
    public bool LogShowType { get; set; } = true;

    /// <summary>Time for one pattern on one value. A value on which a pattern takes longer counts as sensitive.</summary>
    /// <value>100 milliseconds.</value>
    public TimeSpan PatternTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether a text can stand in <see cref="EncryptionKeys"/>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>False when it is not 32 bytes in one of the three forms.</returns>
    public static bool IsEncryptionKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EncryptionKey.TryParse(text) is not null;
    }
}
