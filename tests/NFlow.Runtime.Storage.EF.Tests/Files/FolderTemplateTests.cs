using CsCheck;
using NFlow.Runtime.Storage.Files;

namespace NFlow.Runtime.Storage.EF.Tests.Files;

internal sealed class FolderTemplateTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private TemporaryFolder _outer = null!;
    private FolderTemplateStore _store = null!;

    [SetUp]
    public void CreateFolder()
    {
        _outer = new TemporaryFolder();
        _outer.Write("secret.html", "SECRET");
        _outer.Write("templates-old/secret.html", "SECRET");
        _outer.Write("templates/page.html", "html");
        _outer.Write("templates/page.tmpl", "tmpl");
        _outer.Write("templates/plain", "bare");
        _outer.Write("templates/mail.tmpl", "mail");
        _outer.Write("templates/sub/inner.html", "inner");
        _store = new FolderTemplateStore(_outer.PathOf("templates"));
    }

    [TearDown]
    public async Task DeleteFolder() => await _outer.DisposeAsync();

    [TestCase("page", "html")]
    [TestCase("mail", "mail")]
    [TestCase("plain", "bare")]
    [TestCase("page.tmpl", "tmpl")]
    [TestCase("sub/inner", "inner")]
    public async Task Find_Name_TriesHtmlThenTmplThenBare(string name, string text) =>
        Assert.That(await _store.FindAsync(name, None), Is.EqualTo(text));

    [TestCase("../secret")]
    [TestCase("sub/../../secret")]
    [TestCase("..\\secret")]
    [TestCase("./page")]
    [TestCase("sub//inner")]
    [TestCase("../templates-old/secret")]
    [TestCase("sub")]
    [TestCase("page.html/")]
    public async Task Find_NameThatIsNoPlainName_IsNull(string name) =>
        Assert.That(await _store.FindAsync(name, None), Is.Null);

    [Test]
    public async Task Find_AbsolutePath_IsNull() =>
        Assert.That(await _store.FindAsync(_outer.PathOf("secret.html"), None), Is.Null);

    [Test]
    public async Task Find_LinkOutOfTheFolder_IsNull()
    {
        File.CreateSymbolicLink(_outer.PathOf("templates/link.html"), _outer.PathOf("secret.html"));
        Directory.CreateSymbolicLink(_outer.PathOf("templates/dir"), _outer.Path);
        File.CreateSymbolicLink(_outer.PathOf("templates/hop.html"), _outer.PathOf("templates/link.html"));
        Directory.CreateSymbolicLink(_outer.PathOf("templates/near"), "../templates-old");

        using (Assert.EnterMultipleScope())
            foreach (var name in (string[])["link", "dir/secret", "hop", "near/secret"])
                Assert.That(await _store.FindAsync(name, None), Is.Null, name);
    }

    [Test]
    public async Task Find_LinksThatStayInside_AreFollowed()
    {
        Directory.CreateSymbolicLink(_outer.PathOf("templates/..data"), "sub");
        File.CreateSymbolicLink(_outer.PathOf("templates/mounted.html"), "..data/inner.html");

        Assert.That(await _store.FindAsync("mounted", None), Is.EqualTo("inner"));
    }

    [Test]
    public async Task Find_FolderThatIsALink_Serves()
    {
        Directory.CreateSymbolicLink(_outer.PathOf("current"), _outer.PathOf("templates"));

        Assert.That(await new FolderTemplateStore(_outer.PathOf("current")).FindAsync("page", None), Is.EqualTo("html"));
    }

    [Test]
    public async Task Find_LoopOfLinks_IsNull()
    {
        File.CreateSymbolicLink(_outer.PathOf("templates/a.html"), _outer.PathOf("templates/b.html"));
        File.CreateSymbolicLink(_outer.PathOf("templates/b.html"), _outer.PathOf("templates/a.html"));

        Assert.That(await _store.FindAsync("a", None), Is.Null);
    }

    [Test]
    public async Task Find_MissingFolder_IsNull() =>
        Assert.That(await new FolderTemplateStore(_outer.PathOf("none")).FindAsync("page", None), Is.Null);

    [Test]
    public void Find_AnyNameMadeOfPathPieces_NeverLeavesTheFolder()
    {
        string[] pieces = ["..", ".", "/", "\\", "secret", "secret.html", "templates", "templates-old", "sub", "page", "%2e%2e", "\0", " ", ":"];

        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 8].Select(string.Concat).Sample(
            name => _store.FindAsync(name, None).AsTask().GetAwaiter().GetResult() != "SECRET",
            iter: 5_000);
    }
}
