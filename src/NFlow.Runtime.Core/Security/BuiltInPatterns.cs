using System.Buffers;

namespace NFlow.Runtime.Security;

/// <summary>What sensitive values look like.</summary>
internal static class BuiltInPatterns
{
    private static readonly Dictionary<string, string> Expressions = new(StringComparer.Ordinal)
    {
        ["email"] = @"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}\.[A-Za-z]{2,24}\b",
        ["phone"] = @"(?:\+\d{1,3}[ .\-]?\(?\d{1,4}\)?(?:[ .\-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}[ .\-]\d{4}|\b\d{3}[.\-]\d{3}[.\-]\d{4})\b",
        ["ssn"] = @"\b\d{3}-\d{2}-\d{4}\b",
        ["credit_card"] = @"\b\d(?:[ \-]?\d){12,18}\b",
        ["api_key"] = @"\b(?:sk|pk|rk)[_\-](?:live|test|proj)?[_\-]?[A-Za-z0-9]{16,128}\b|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bAIza[0-9A-Za-z_\-]{35}\b|\bxox[abprs]-[A-Za-z0-9\-]{10,200}",
        ["jwt"] = @"\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}",
    };

    public static IReadOnlyCollection<string> Names => Expressions.Keys;

    private static readonly SearchValues<string> KeyPrefixes = SearchValues.Create(["sk_", "sk-", "pk_", "pk-", "rk_", "rk-", "AKIA", "gh", "AIza", "xox"], StringComparison.Ordinal);

    public static SensitivePattern Create(string name, TimeSpan timeout) => name switch
    {
        "email" => new(name, Expressions[name], timeout, static text => text.Contains('@', StringComparison.Ordinal)),
        "phone" => new(name, Expressions[name], timeout, static text => HasDigits(text, 6)),
        "ssn" => new(name, Expressions[name], timeout, static text => HasDigits(text, 9)),
        "credit_card" => new(name, Expressions[name], timeout, static text => HasDigits(text, 13), static match => Luhn.IsValid(match)),
        "api_key" => new(name, Expressions[name], timeout, static text => text.AsSpan().ContainsAny(KeyPrefixes)),
        "jwt" => new(name, Expressions[name], timeout, static text => text.Contains("eyJ", StringComparison.Ordinal)),
        _ => new(name, Expressions[name], timeout),
    };

    /// <summary>Whether a text has so many digits, of any script: what <c>\d</c> matches.</summary>
    private static bool HasDigits(string text, int count)
    {
        foreach (var character in text)
            if (char.IsDigit(character) && --count == 0)
                return true;
        return false;
    }
}
