using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NFlow.Runtime.HostApi.Users;

/// <summary>
/// Password hashes as table <c>users</c> holds them. Two kinds are accepted: the designer's (SHA-512/256, 64 lower-case hex digits, without salt)
/// and ASP.NET Core Identity's version 3 (PBKDF2, base64), which <see cref="Create"/> makes. Thread-safe.
/// </summary>
public static class PasswordHash
{
    private const byte Version = 0x01;
    private const int HeaderLength = 13;
    private const int SaltLength = 16;
    private const int KeyLength = 32;
    private const int Iterations = 100_000;
    private const int MaxIterations = 2_000_000;
    private const uint HmacSha512 = 2;

    /// <summary>Hashes a password for storage: PBKDF2 with HMAC-SHA-512, 100,000 iterations and a random salt, in the format of ASP.NET Core Identity's <c>PasswordHasher</c> version 3.</summary>
    /// <param name="password">The password.</param>
    /// <returns>Base64 text of 84 characters.</returns>
    public static string Create(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var bytes = new byte[HeaderLength + SaltLength + KeyLength];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), HmacSha512);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), Iterations);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), SaltLength);
        var salt = bytes.AsSpan(HeaderLength, SaltLength);
        RandomNumberGenerator.Fill(salt);
        Rfc2898DeriveBytes.Pbkdf2(password, salt, bytes.AsSpan(HeaderLength + SaltLength), Iterations, HashAlgorithmName.SHA512);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Checks a password against a stored hash of either kind, in a time that does not tell how much of it fits.</summary>
    /// <param name="storedHash">Hash as stored.</param>
    /// <param name="password">The password to check.</param>
    /// <returns>Whether it fits; false for hashes of an unknown kind.</returns>
    public static bool Verify(string storedHash, string password)
    {
        ArgumentNullException.ThrowIfNull(storedHash);
        ArgumentNullException.ThrowIfNull(password);
        return IsStrong(storedHash) ? VerifyStrong(storedHash, password) : VerifyLegacy(storedHash, password);
    }

    /// <summary>The designer's hash of a password: SHA-512/256 as lower-case hex. Fast and without salt; only for systems that read nothing else.</summary>
    /// <param name="password">The password.</param>
    /// <returns>64 hex digits.</returns>
    public static string CreateLegacy(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return Convert.ToHexStringLower(Sha512Truncated.Hash256(Encoding.UTF8.GetBytes(password)));
    }

    /// <summary>Whether checking a password against the hash is slow on purpose.</summary>
    internal static bool IsStrong(string storedHash) => storedHash.Length > 64 && storedHash.StartsWith("AQ", StringComparison.Ordinal);

    private static bool VerifyLegacy(string storedHash, string password) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CreateLegacy(password)), Encoding.UTF8.GetBytes(storedHash));

    private static bool VerifyStrong(string storedHash, string password)
    {
        var bytes = new byte[storedHash.Length];
        if (!Convert.TryFromBase64String(storedHash, bytes, out var length) || length < HeaderLength || bytes[0] != Version)
            return false;

        var algorithm = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)) switch
        {
            0 => HashAlgorithmName.SHA1,
            1 => HashAlgorithmName.SHA256,
            HmacSha512 => HashAlgorithmName.SHA512,
            _ => default,
        };
        var iterations = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5));
        var saltLength = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9));
        if (algorithm.Name is null || iterations is 0 or > MaxIterations || saltLength < 8 || saltLength > length - HeaderLength - 16)
            return false;

        var salt = bytes.AsSpan(HeaderLength, (int)saltLength);
        var expected = bytes.AsSpan(HeaderLength + (int)saltLength, length - HeaderLength - (int)saltLength);
        Span<byte> actual = new byte[expected.Length];
        Rfc2898DeriveBytes.Pbkdf2(password, salt, actual, (int)iterations, algorithm);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
