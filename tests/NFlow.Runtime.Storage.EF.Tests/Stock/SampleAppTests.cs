using NFlow.Runtime.Storage.EF.Tests.Support;

namespace NFlow.Runtime.Storage.EF.Tests.Stock;

/// <summary>The app and modules an empty database starts with, as a visitor meets them.</summary>
internal sealed class SampleAppTests
{
    private StoreHost _host = null!;

    [SetUp]
    public void StartServer() => _host = new StoreHost(options => options.UseSqlite(":memory:"), withEngine: true);

    [TearDown]
    public async Task StopServer() => await _host.DisposeAsync();

    [Test]
    public async Task StartPage_OfAFreshServer_ExplainsHowToAddAUser() =>
        Assert.That((await new Visitor(_host).SendAsync("/")).Body, Does.Contain("INSERT INTO users").And.Contain("/order"));

    [TestCase("/hello", "{\"message\":\"Hello, world\"}\n")]
    [TestCase("/hello?name=Ana", "{\"message\":\"Hello, Ana\"}\n")]
    public async Task Hello_WithAndWithoutName_Greets(string path, string answer) =>
        Assert.That(await new Visitor(_host).SendAsync(path), Is.EqualTo((200, answer, (string?)null)));

    [Test]
    public async Task Order_BothSteps_EndsWithWhatWasEntered()
    {
        var visitor = new Visitor(_host);

        var who = await visitor.SendAsync("/order");
        var what = await visitor.SendAsync("/order", ("name", "Ana <b>"));
        var done = await visitor.SendAsync("/order", ("what", "tea"), ("count", "2"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(who.Body, Does.Contain("Your name"));
            Assert.That(what.Body, Does.Contain("How many").And.Not.Contain("<b>"));
            Assert.That(done.Body, Is.EqualTo("{\"name\":\"Ana \\u003cb\\u003e\",\"what\":\"tea\",\"count\":2}\n").Or.EqualTo("{\"count\":2,\"name\":\"Ana \\u003cb\\u003e\",\"what\":\"tea\"}\n"));
        }
    }

    [Test]
    public async Task Account_LoginWithWrongThenRightPassword_LeadsBackAndLogoutEndsIt()
    {
        await _host.Get<IUserStore>().SaveAsync(new UserRecord(0, "ana", HashOfRight, "ROL_USER", true), CancellationToken.None);
        var visitor = new Visitor(_host);

        var refused = await visitor.SendAsync("/account");
        await visitor.SendAsync("/nflow_login");
        var wrong = await visitor.SendAsync("/nflow_login", ("username", "ana"), ("password", "ana"));
        await visitor.SendAsync("/nflow_login");
        var right = await visitor.SendAsync("/nflow_login", ("username", "ana"), ("password", "right"));
        var account = await visitor.SendAsync("/account");
        var logout = await visitor.SendAsync("/logout");
        var after = await visitor.SendAsync("/account");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused.Status, refused.Location), Is.EqualTo((307, "/nflow_login")));
            Assert.That(wrong.Status, Is.EqualTo(401), "the password is checked, not the name twice");
            Assert.That((right.Status, right.Location), Is.EqualTo((303, "/account")));
            Assert.That(account.Body, Is.EqualTo("{\"you\":\"ana\"}\n"));
            Assert.That(logout.Body, Does.Contain("logged out"));
            Assert.That(after.Status, Is.EqualTo(307));
        }
    }

    /// <summary>From <c>printf %s right | openssl dgst -sha512-256</c>, as the start page says.</summary>
    private const string HashOfRight = "ef46dfbb9968df1a97f35942458030ee81411ef201b428b542bf48ee0153da8b";
}
