using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.KeyRing;

/// <summary>Data protection keys in the store that instances share.</summary>
internal sealed class KeyRingRepository(IKeyRingStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.ReadAll().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        store.Add(friendlyName is { Length: > 0 } ? friendlyName : Guid.NewGuid().ToString(), element.ToString(SaveOptions.DisableFormatting));
}
