using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.KeyRing;

/// <summary>Shares the data protection keys when a store for them is registered and the host has not said otherwise (<c>PersistKeysTo…</c>).</summary>
internal sealed class KeyRingSetup(IKeyRingStore? store = null) : IPostConfigureOptions<KeyManagementOptions>
{
    public void PostConfigure(string? name, KeyManagementOptions options)
    {
        if (store is not null)
            options.XmlRepository ??= new KeyRingRepository(store);
    }
}
