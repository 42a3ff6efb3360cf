using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Storage;

namespace NFlow.Runtime.AspNetCore.Tests.KeyRing;

public sealed class KeyRingTests
{
    private readonly SharedKeyRing _store = new();

    [Test]
    public async Task KeyRingStore_TwoInstancesInDifferentFolders_ReadEachOthersData()
    {
        await using var a = Build(_store, Path.GetTempPath());
        await using var b = Build(_store, Path.GetPathRoot(Path.GetTempPath())!);

        var text = Protector(a).Protect("hello");

        Assert.That(Protector(b).Unprotect(text), Is.EqualTo("hello"));
        Assert.That(_store.ReadAll(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task KeyRingStore_InstancesThatAllFoundItEmpty_UseOneKey()
    {
        const int Instances = 3;
        using var allHaveRead = new Barrier(Instances);
        var reads = 0;
        _store.HasRead = () =>
        {
            if (Interlocked.Increment(ref reads) <= Instances)
                allHaveRead.SignalAndWait();
        };
        var hosts = Enumerable.Range(0, Instances).Select(_ => Build(_store, Path.GetTempPath())).ToList();

        var texts = await Task.WhenAll(hosts.Select(host => Task.Factory.StartNew(() => Protector(host).Protect("hello"), TaskCreationOptions.LongRunning)));

        Assert.That(_store.ReadAll(), Has.Count.EqualTo(1));
        foreach (var host in hosts)
        {
            Assert.That(texts.Select(text => Protector(host).Unprotect(text)), Is.All.EqualTo("hello"));
            await host.DisposeAsync();
        }
    }

    [Test]
    public async Task KeyRingStore_KeysMadeOnPurpose_AreAllKept()
    {
        await using var host = Build(_store, Path.GetTempPath());
        var manager = host.Services.GetRequiredService<IKeyManager>();
        manager.GetAllKeys();
        var now = TimeProvider.System.GetUtcNow();

        var made = Enumerable.Range(0, 3).Select(_ => manager.CreateNewKey(now, now.AddDays(90)).KeyId).ToList();
        manager.RevokeKey(made[0]);

        var kept = manager.GetAllKeys();
        Assert.That(kept.Select(key => key.KeyId), Is.EquivalentTo(made));
        Assert.That(kept.Where(key => key.IsRevoked).Select(key => key.KeyId), Is.EqualTo(made[..1]));
    }

    [Test]
    public async Task KeyRingStore_HostPersistsKeysElsewhere_IsNotUsed()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await using var a = Build(_store, folder.FullName, services => services.AddDataProtection().PersistKeysToFileSystem(folder));

            Protector(a).Protect("hello");

            Assert.That(_store.ReadAll(), Is.Empty);
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
}
