using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Configuration;

namespace NFlow.Runtime.Security;

/// <summary>Encrypts and decrypts single values with AES-256-GCM: base64 of nonce, ciphertext and tag, as Go's <c>gcm.Seal</c> lays them out. Thread-safe.</summary>
/// <remarks>Nonces are random, so one key is good for some four thousand million values; rotate it before.</remarks>
internal sealed class ValueCipher(IOptions<SecurityOptions> options)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly MadeFrom<SecurityOptions, byte[][]> _keys = new(options, static settings => [.. settings.EncryptionKeys.Select(key => EncryptionKey.TryParse(key)!)]);

    public bool HasKey => _keys.Value.Length > 0;

    public string Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedValue = new byte[NonceLength + plain.Length + TagLength];
        var nonce = sealedValue.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys.Value[0], TagLength);
        aes.Encrypt(nonce, plain, sealedValue.AsSpan(NonceLength, plain.Length), sealedValue.AsSpan(NonceLength + plain.Length));
        return Convert.ToBase64String(sealedValue);
    }

    /// <returns>The text; null when it was not encrypted with any of the keys, or was changed since.</returns>
    public string? TryDecrypt(string text)
    {
        var sealedValue = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, sealedValue, out var length) || length < NonceLength + TagLength)
            return null;

        var plain = new byte[length - NonceLength - TagLength];
        foreach (var key in _keys.Value)
        {
            using var aes = new AesGcm(key, TagLength);
            try
            {
                aes.Decrypt(sealedValue.AsSpan(0, NonceLength), sealedValue.AsSpan(NonceLength, plain.Length), sealedValue.AsSpan(NonceLength + plain.Length, TagLength), plain);
                return Encoding.UTF8.GetString(plain);
            }
            catch (AuthenticationTagMismatchException)
            {
                // An older key may fit.
            }
        }

        return null;
    }
}
