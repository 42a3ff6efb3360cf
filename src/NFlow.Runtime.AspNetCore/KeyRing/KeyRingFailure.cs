using System.Security.Cryptography;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.KeyRing;

/// <summary>
/// Tells a key ring that could not be read from a text that is not genuine. Data protection reports both as <see cref="CryptographicException"/>;
/// who took the first for the second would throw away a good session whenever the store of the keys is away for a moment.
/// </summary>
internal static class KeyRingFailure
{
    /// <summary>The failure of the key ring behind what data protection threw; null when the protected text is at fault.</summary>
    public static StorageException? Find(Exception thrown)
    {
        var cause = thrown;
        while (cause.InnerException is { } inner)
            cause = inner;

        return IsCausedByText(cause)
            ? null
            : new StorageException($"The data protection keys, which prove session cookies, could not be used: {cause.Message}", thrown);
    }

    /// <summary>What a text that a client has made up can lead to, in decoding and decrypting it.</summary>
    private static bool IsCausedByText(Exception cause) => cause is CryptographicException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException;
}
