using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.KeyRing;

/// <summary>Data protection keys in the store that instances share. Thread-safe.</summary>
/// <remarks>
/// Instances that start together on an empty store all find that a key is missing. If each stored its own, a cookie of one would be unknown to those that read before it was stored;
/// data protection looks for unknown keys in its first two minutes only. So a key is named after the ring it was made for, and the store takes each name once:
/// one instance succeeds, and the others use its key, because data protection reads the ring again after it has made one.
/// </remarks>
internal sealed class KeyRingRepository(IKeyRingStore store) : IXmlRepository
{
    private static readonly XName _keyElement = "key";

    /// <summary>The name of a key made for the ring last read; null when there is none, or one has been made.</summary>
    private string? _nextKeyName;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var ring = store.ReadAll();
        Volatile.Write(ref _nextKeyName, NameAfter(ring));
        return [.. ring.Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = element.Name == _keyElement ? Interlocked.Exchange(ref _nextKeyName, null) : null;
        name ??= friendlyName is { Length: > 0 } ? friendlyName : Guid.NewGuid().ToString();
        store.TryAdd(name, element.ToString(SaveOptions.DisableFormatting));
    }

    private static string NameAfter(IReadOnlyList<string> ring)
    {
        var text = string.Join('\n', ring.Order(StringComparer.Ordinal));
        return "key-after-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
