using Microsoft.AspNetCore.DataProtection.Infrastructure;
using Microsoft.Extensions.Hosting;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.KeyRing;

/// <summary>
/// Whose protected data is whose. The framework tells applications apart by their folder, which would tell instances in different folders apart too;
/// with a shared key ring the application's name counts. <c>SetApplicationName()</c> wins over both.
/// </summary>
internal sealed class SharedDiscriminator(IHostEnvironment environment, IKeyRingStore? store = null) : IApplicationDiscriminator
{
    public string? Discriminator => store is null ? environment.ContentRootPath : environment.ApplicationName;
}
