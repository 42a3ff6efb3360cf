using System.Text;
using NFlow.Runtime.Model;

namespace NFlow.Runtime.Storage.Contract;

/// <summary>What every <see cref="IAppStore"/> promises, together with the modules beside it.</summary>
public abstract class AppStoreContract : StoreContract<IAppStore>
{
    /// <summary>The modules of the same store; valid after set-up.</summary>
    protected abstract IModuleStore Modules { get; }

    /// <summary>What reads both as one state; valid after set-up.</summary>
    protected abstract IAppSourceReader Reader { get; }

    /// <summary>Adds or replaces a module as its author would.</summary>
    protected abstract Task PutModuleAsync(ModuleDefinition module);

    [Test]
    public async Task Find_UnknownApp_IsNull() =>
        Assert.That(await Store.FindAsync("none", None), Is.Null);

    [Test]
    public async Task Find_SavedApp_ReturnsJsonAndScriptCharForChar()
    {
        await SaveAsync("app", """{"drawflow":{"ñ 日本 😀":{"data":{}}}}""", "function auth() { /* 'quoted' \\ \"so\" */ }\r\n");

        var found = await Store.FindAsync("app", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(found!), Is.EqualTo("""{"drawflow":{"ñ 日本 😀":{"data":{}}}}"""));
            Assert.That(found!.DefaultScript, Is.EqualTo("function auth() { /* 'quoted' \\ \"so\" */ }\r\n"));
            Assert.That(found.Name, Is.EqualTo("app"));
        }
    }

    [Test]
    public async Task Save_ExistingApp_ReplacesJsonAndScript()
    {
        await SaveAsync("app", """{"v":1}""", "one");

        await SaveAsync("app", """{"v":2}""", "two");

        var found = await Store.FindAsync("app", None);
        Assert.That((Text(found!), found!.DefaultScript), Is.EqualTo(("""{"v":2}""", "two")));
    }

    [Test]
    public async Task ReadVersion_UnknownApp_IsNull() =>
        Assert.That(await Store.ReadVersionAsync("none", None), Is.Null);

    [Test]
    public async Task ReadVersion_NothingChanged_IsTheSame()
    {
        await SaveAsync("app", """{"v":1}""", "");

        var first = await Store.ReadVersionAsync("app", None);

        Assert.That(await Store.ReadVersionAsync("app", None), Is.EqualTo(first));
    }

    [Test]
    public async Task ReadVersion_JsonChangedAtSameLength_IsAnother()
    {
        await SaveAsync("app", """{"v":1}""", "");
        var before = await Store.ReadVersionAsync("app", None);

        await SaveAsync("app", """{"v":2}""", "");

        Assert.That(await Store.ReadVersionAsync("app", None), Is.Not.Null.And.Not.EqualTo(before));
    }

    [Test]
    public async Task ReadVersion_DefaultScriptChanged_IsAnother()
    {
        await SaveAsync("app", """{"v":1}""", "a()");
        var before = await Store.ReadVersionAsync("app", None);

        await SaveAsync("app", """{"v":1}""", "b()");

        Assert.That(await Store.ReadVersionAsync("app", None), Is.Not.EqualTo(before));
    }

    [Test]
    public async Task ReadVersion_ModuleChangedOrAdded_IsAnotherEachTime()
    {
        await SaveAsync("app", """{"v":1}""", "");
        var versions = new List<string?> { await Store.ReadVersionAsync("app", None) };

        await PutModuleAsync(new ModuleDefinition("m", "one()"));
        versions.Add(await Store.ReadVersionAsync("app", None));
        await PutModuleAsync(new ModuleDefinition("m", "two()"));
        versions.Add(await Store.ReadVersionAsync("app", None));
        await PutModuleAsync(new ModuleDefinition("n", ""));
        versions.Add(await Store.ReadVersionAsync("app", None));

        Assert.That(versions, Is.Unique);
    }

    [Test]
    public async Task List_Modules_ReturnsNamesAndCode()
    {
        await PutModuleAsync(new ModuleDefinition("Validate Login", "function main() { return '日本'; }"));
        await PutModuleAsync(new ModuleDefinition("box only", ""));

        Assert.That(await Modules.ListAsync(None), Is.EquivalentTo(new[]
        {
            new ModuleDefinition("Validate Login", "function main() { return '日本'; }"),
            new ModuleDefinition("box only", ""),
        }));
    }

    [Test]
    public async Task Read_App_ReturnsDocumentModulesAndVersionTogether()
    {
        await PutModuleAsync(new ModuleDefinition("m", "code()"));
        await SaveAsync("app", """{"v":1}""", "auth()");

        var source = await Reader.ReadAsync("app", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(source!.Document), Is.EqualTo("""{"v":1}"""));
            Assert.That(source.Document.DefaultScript, Is.EqualTo("auth()"));
            Assert.That(source.Modules, Has.Member(new ModuleDefinition("m", "code()")));
            Assert.That(source.Version, Is.EqualTo(await Store.ReadVersionAsync("app", None)));
        }
    }

    [Test]
    public async Task Read_UnknownApp_IsNull() =>
        Assert.That(await Reader.ReadAsync("none", None), Is.Null);

    [Test]
    public async Task Read_WhileSaving_NeverMixesTwoVersions()
    {
        await SaveAsync("app", "0", "0");
        var saved = new TaskCompletionSource();
        var saving = Task.Run(async () =>
        {
            for (var i = 1; i <= 100; i++)
                await SaveAsync("app", $"{i}", $"{i}");
            saved.SetResult();
        });

        var reads = 0;
        while (!saved.Task.IsCompleted || reads == 0)
        {
            try
            {
                var source = await Reader.ReadAsync("app", None);
                Assert.That(Text(source!.Document), Is.EqualTo(source.Document.DefaultScript));
                reads++;
            }
            catch (StorageException refusal) when (refusal.Message.Contains("times while it was read", StringComparison.Ordinal))
            {
                // A reader may give up where saves come faster than it reads; what it gives is whole.
            }

            await Task.Yield();
        }

        await saving;
        Assert.That(Text((await Reader.ReadAsync("app", None))!.Document), Is.EqualTo("100"));
    }

    [TestCase("no\0such")]
    [TestCase("half \ud800 pair")]
    public async Task Find_HostileName_IsNull(string name)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Store.FindAsync(name, None), Is.Null);
            Assert.That(await Store.ReadVersionAsync(name, None), Is.Null);
        }
    }

    protected static string Text(AppDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Encoding.UTF8.GetString(document.Json.Span);
    }

    protected async Task SaveAsync(string name, string json, string script) =>
        await Store.SaveAsync(new AppDocument(name, Encoding.UTF8.GetBytes(json), script), None);
}
