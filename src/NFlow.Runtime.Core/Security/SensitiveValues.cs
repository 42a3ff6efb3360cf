using System.Buffers;
using System.Collections.Frozen;

namespace NFlow.Runtime.Security;

/// <summary>What counts as sensitive in answers, made ready for searching. Immutable; thread-safe.</summary>
internal sealed class SensitiveValues(SecurityOptions options)
{
    /// <summary>The shortest token of the built-in patterns, in quotes; it need not contain any of the signs.</summary>
    private const int ShortestToken = 17;

    /// <summary>What every other built-in pattern needs one of: a digit or an at sign, or what may stand for one in JSON.</summary>
    private static readonly SearchValues<byte> Signs = SearchValues.Create([(byte)'@', (byte)'\\', .. "0123456789"u8, .. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);

    private readonly bool _hasCustom = options.CustomPatterns.Count > 0;
    private readonly FrozenSet<string> _fields = options.AlwaysEncryptFields.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly SensitivePattern[] _patterns =
    [
        .. options.SensitivePatterns.Select(name => BuiltInPatterns.Create(name, options.PatternTimeout)),
        .. options.CustomPatterns.Select(pattern => new SensitivePattern(pattern.Key, pattern.Value, options.PatternTimeout)),
    ];

    /// <summary>Whether a ciphertext takes the place of its value, rather than being listed.</summary>
    public bool InPlace { get; } = options.EncryptInPlace;

    /// <summary>Whether a member is sensitive whatever it holds.</summary>
    public bool HasField(string name) => _fields.Contains(name);

    /// <summary>Whether a JSON string may hold something sensitive: a quick look that rules out most words, never a sensitive one.</summary>
    /// <param name="raw">The string as it stands in the text, with its quotes.</param>
    public bool MayOccur(ReadOnlySpan<byte> raw) => _hasCustom || raw.Length >= ShortestToken || raw.ContainsAny(Signs);

    public ReadOnlySpan<SensitivePattern> Patterns => _patterns;
}
