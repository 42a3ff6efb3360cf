namespace NFlow.Runtime.Storage.Contract;

/// <summary>What every <see cref="ITemplateStore"/> promises.</summary>
public abstract class TemplateStoreContract : StoreContract<ITemplateStore>
{
    /// <summary>Adds a template as its author would.</summary>
    protected abstract Task PutTemplateAsync(string name, string text);

    [Test]
    public async Task Find_UnknownName_IsNull() =>
        Assert.That(await Store.FindAsync("none", None), Is.Null);

    [Test]
    public async Task Find_KnownName_ReturnsItsTextCharForChar()
    {
        await PutTemplateAsync("page", "<p>{{.form_code | unescapeHTML}}</p>\r\n ñ 日本 😀 ");

        Assert.That(await Store.FindAsync("page", None), Is.EqualTo("<p>{{.form_code | unescapeHTML}}</p>\r\n ñ 日本 😀 "));
    }

    [Test]
    public async Task Find_EmptyTemplate_IsEmptyText()
    {
        await PutTemplateAsync("empty", "");

        Assert.That(await Store.FindAsync("empty", None), Is.Empty);
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("page\0")]
    [TestCase("half \ud800 pair")]
    [TestCase("x' OR '1'='1")]
    public async Task Find_HostileName_IsNull(string name)
    {
        await PutTemplateAsync("page", "text");

        Assert.That(await Store.FindAsync(name, None), Is.Null);
    }
}
