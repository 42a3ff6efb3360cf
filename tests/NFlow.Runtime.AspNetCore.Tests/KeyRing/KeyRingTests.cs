using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Tests.KeyRing;

public sealed class KeyRingTests
{
    [Test]
    public async Task KeyRingStore_TwoInstancesInDifferentFolders_ReadEachOthersData()
    {
        var store = new ListKeyRing();
        await using var a = Build(store, Path.GetTempPath());
        await using var b = Build(store, Path.GetPathRoot(Path.GetTempPath())!);

        var text = Protector(a).Protect("hello");

        Assert.That(Protector(b).Unprotect(text), Is.EqualTo("hello"));
        Assert.That(store.ReadAll(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task KeyRingStore_HostPersistsKeysElsewhere_IsNotUsed()
    {
        var store = new ListKeyRing();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await using var a = Build(store, folder.FullName, services => services.AddDataProtection().PersistKeysToFileSystem(folder));

            Protector(a).Protect("hello");

            Assert.That(store.ReadAll(), Is.Empty);
            Assert.That(folder.GetFiles("*.xml"), Is.Not.Empty);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IDataProtector Protector(WebApplication host) => host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static WebApplication Build(IKeyRingStore store, string contentRoot, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = contentRoot });
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(store);
        builder.Services.AddNFlowCore().AddAspNetCore();
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private sealed class ListKeyRing : IKeyRingStore
    {
        private readonly List<string> _keys = [];

        public IReadOnlyList<string> ReadAll() => [.. _keys];

        public void Add(string name, string xml) => _keys.Add(xml);
    }
}
