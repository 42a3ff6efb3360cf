using System.Text;
using NFlow.Runtime.Storage;
using NFlow.Runtime.Storage.Files;

namespace NFlow.Runtime.Tests.Storage;

internal sealed class FileAppStoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nflow-app");

    [TearDown]
    public void TearDown() => _folder.Delete(recursive: true);

    [Test]
    public async Task Find_ReturnsTheFileUnderAnyName()
    {
        var store = CreateStore("{}");

        var document = await store.FindAsync("whatever", default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(document!.Name, Is.EqualTo("whatever"));
            Assert.That(Encoding.UTF8.GetString(document.Json.Span), Is.EqualTo("{}"));
        }
    }

    [Test]
    public async Task Version_ChangesWithTheFile()
    {
        var store = CreateStore("{}");
        var before = await store.ReadVersionAsync("app", default);

        await store.SaveAsync(new AppDocument("app", "{\"drawflow\":{}}"u8.ToArray(), ""), default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await store.ReadVersionAsync("app", default), Is.Not.EqualTo(before));
            Assert.That(_folder.GetFiles(), Has.Length.EqualTo(1));
        }
    }

    [Test]
    public void MissingFile_IsAStorageErrorThatNamesIt()
    {
        var store = new FileAppStore(Path.Combine(_folder.FullName, "none.json"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(async () => await store.FindAsync("app", default), Throws.InstanceOf<StorageException>().With.Message.Contains("none.json"));
            Assert.That(async () => await store.ReadVersionAsync("app", default), Throws.InstanceOf<StorageException>().With.Message.Contains("none.json"));
        }
    }

    private FileAppStore CreateStore(string json)
    {
        var path = Path.Combine(_folder.FullName, "app.json");
        File.WriteAllText(path, json);
        return new FileAppStore(path);
    }
}
