using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NFlow.Runtime.Model;
using NFlow.Runtime.Storage.EF.Tests.Support;
using NFlow.Runtime.Storage.Files;

namespace NFlow.Runtime.Storage.EF.Tests.Files;

internal sealed class FileAppTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public async Task DeleteFolder() => await _folder.DisposeAsync();

    [Test]
    public async Task Find_FileWithScriptBeside_ReturnsBothWithoutByteOrderMark()
    {
        _folder.Write("shop.json", "\uFEFF{\"drawflow\":{}}");
        _folder.Write("shop.default.js", "\uFEFFfunction auth() {}");

        var app = await new FileAppStore(_folder.PathOf("shop.json")).FindAsync("app", None);

        Assert.That((app!.Json.ToArray()[0], app.DefaultScript), Is.EqualTo(((byte)'{', "function auth() {}")));
    }

    [Test]
    public void Find_MissingFile_NamesIt() =>
        Assert.That(async () => await new FileAppStore(_folder.PathOf("none.json")).FindAsync("app", None), Throws.TypeOf<StorageException>().With.Message.Contains(_folder.PathOf("none.json")));

    [Test]
    public async Task List_TableAndFolder_FolderWins()
    {
        _folder.Write("modules.csv", "id,name,form,mod,code\n1,form,\"<b>\"\"x\"\"</b>\nline\",{},\"function main(){\n  c.HTML(200, \"\"a,b\"\")\n}\"\r\n2,_js_code,f,m,NULL\n3,both,f,m,table()\n");
        _folder.Write("modules/both.js", "folder()");
        _folder.Write("modules/Validate Login.js", "login()");

        Assert.That(await new FileAppStore(_folder.PathOf("app.json")).ListAsync(None), Is.EqualTo(new[]
        {
            new ModuleDefinition("Validate Login", "login()"),
            new ModuleDefinition("_js_code", ""),
            new ModuleDefinition("both", "folder()"),
            new ModuleDefinition("form", "function main(){\n  c.HTML(200, \"a,b\")\n}"),
        }));
    }

    [TestCase("name;code\n", "no columns 'name' and 'code'")]
    [TestCase("id,name,form,mod,code\n1,a,b\n", "line 2")]
    [TestCase("name,code\na,\"b\nc\n", "line 2")]
    public void List_BrokenTable_NamesFileAndLine(string table, string problem)
    {
        var path = _folder.Write("modules.csv", table);

        Assert.That(async () => await new FileAppStore(_folder.PathOf("app.json")).ListAsync(None), Throws.TypeOf<StorageException>().With.Message.Contains(path).And.Message.Contains(problem));
    }

    [Test]
    public void List_AnyTable_IsReadOrRefusedClearly() =>
        Gen.String[Gen.Char["\",\r\n ab\0"], 0, 60].Sample(text =>
        {
            _folder.Write("modules.csv", "name,code\n" + text);
            try
            {
                _ = new FileAppStore(_folder.PathOf("app.json")).ListAsync(None).AsTask().GetAwaiter().GetResult();
            }
            catch (StorageException)
            {
            }
        }, iter: 2_000, threads: 1);

    [Test]
    public void List_AnyFieldsQuoted_ReturnsThemExactly() =>
        Gen.Select(Gen.String[Gen.Char["\",\r\nxñ日 "], 1, 20], Gen.String[Gen.Char["\",\r\nxñ日 "], 1, 40]).Sample((name, code) =>
        {
            _folder.Write("modules.csv", $"code,name\n{Quote(code)},{Quote(name)}\n");
            var modules = new FileAppStore(_folder.PathOf("app.json")).ListAsync(None).AsTask().GetAwaiter().GetResult();
            return modules.SequenceEqual([new ModuleDefinition(name, code)]);
        }, iter: 500, threads: 1);

    [Test]
    public async Task List_RealTable_ReadsEveryModule()
    {
        _folder.Write("app.json", "{}");
        File.Copy(SharedData.Require("designer", "modules.csv"), _folder.PathOf("modules.csv"));

        var modules = await new FileAppStore(_folder.PathOf("app.json")).ListAsync(None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(modules, Has.Count.EqualTo(17));
            Assert.That(modules.Single(module => module.Name == "json").Code, Does.StartWith("function main(){").And.Contain("find_element"));
            Assert.That(modules.Single(module => module.Name == "_goroutine").Code, Is.Empty);
        }
    }

    [Test]
    public void Save_AnotherApp_IsRefused() =>
        Assert.That(
            async () => await new FileAppStore(_folder.PathOf("app.json")).SaveAsync(new AppDocument("other", "{}"u8.ToArray(), ""), None),
            Throws.TypeOf<StorageException>().With.Message.Contains("'other'"));

    [Test]
    public async Task AddAppFile_BesideADatabase_ServesTheFileAndKeepsTheRest()
    {
        _folder.Write("app.json", "{\"from\":\"file\"}");
        await using var database = new SqliteDatabase();
        await using var host = new StoreHost(database.Configure, build: builder => builder.AddAppFile(_folder.PathOf("app.json")));

        var source = await host.Get<IAppSourceReader>().ReadAsync("app", None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(source!.Document.Json.ToArray(), Is.EqualTo("{\"from\":\"file\"}"u8.ToArray()));
            Assert.That(host.Get<IUserStore>().GetType().Name, Is.EqualTo("EfUserStore"));
        }
    }

    private static string Quote(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
